import type { Predicate } from '@jejak/contracts/performance';
import type { AppointmentKind } from '@jejak/contracts/recruitment';
import { type Calendar, RuleViolated } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import type { JptCommittee, PanelRules } from '../panel/composition';
import { parametersOf, type PolicyKey, PPPK_POLICY, ROUND_POLICIES, VACANCY_POLICIES } from './parameters';
import {
  type Found,
  policyOf,
  refsOf,
  type RoundRules,
  roundRules,
  type VacancyRules,
  vacancyRules,
} from './vacancy-rules';

/** What governs the panel of a vacancy. */
export interface PanelPolicies {
  /** Sorted refs of the policies read. */
  readonly refs: readonly string[];
  readonly rules: PanelRules;
  readonly reasonMinChars: number;
  readonly calendar: Calendar;
}

/** What governs an open selection for a senior post. */
export interface JptPolicies {
  readonly refs: readonly string[];
  readonly committee: JptCommittee & { readonly names: number };
  readonly reasonMinChars: number;
}

/** Those that govern a panel. */
const PANEL_POLICIES = ['gov.calendar', 'gov.other', 'rec.panel'] as const satisfies readonly PolicyKey[];
/** Those that govern the committee of an open selection, and the choice from its list. */
const JPT_POLICIES = ['gov.other', 'rec.jpt.committee'] as const satisfies readonly PolicyKey[];

/**
 * The policies of selection, as rules read them. Each answers `POLICY_MISSING` where one is not in force.
 * @source domain.md 2.5, 3
 */
@Injectable()
export class SelectionPolicies {
  constructor(private readonly policies: Policies) {}

  /** How long a reason must be, as a decision at an instant reads it. */
  async reasons(now: string): Promise<{ given: { reasonMinChars: number }; policies: readonly string[] }> {
    const found = await this.inForce(['gov.other'], now);
    const { reasonMinChars } = parametersOf('gov.other', policyOf(found, 'gov.other'));
    return { given: { reasonMinChars }, policies: refsOf(found) };
  }

  /** What the renewal of a contract at an instant goes by. */
  async ofRenewal(
    now: string,
  ): Promise<{ readonly today: string; readonly atLeast: Predicate; readonly refs: readonly string[] }> {
    const { date: today } = await this.policies.cityDay(now);
    const found = await this.policies.allInForce(['rec.other'], today);
    const { pppkRenewalMinPredicate: atLeast } = parametersOf('rec.other', policyOf(found, 'rec.other'));
    return { today, atLeast, refs: refsOf(found) };
  }

  /** The city's calendar at an instant. */
  async calendar(now: string): Promise<Calendar> {
    return (await this.policies.cityDay(now)).calendar;
  }

  /**
   * How the public is told of a vacancy in numbers: by the versions pinned to it; a finished round that was taken over pinned none,
   * so by those in force.
   */
  async forPublic(
    refs: readonly string[],
    now: string,
  ): Promise<{ readonly minCell: number; readonly calendar: Calendar }> {
    const keys = ['pub', 'gov.calendar'] as const;
    const own = refs.filter((ref) => keys.some((key) => ref.startsWith(`${key}@`)));
    const found = own.length === keys.length ? await this.pinned(own) : await this.inForce(keys, now);
    return {
      minCell: parametersOf('pub', policyOf(found, 'pub')).minCell,
      calendar: parametersOf('gov.calendar', policyOf(found, 'gov.calendar')),
    };
  }

  /**
   * What would govern a vacancy announced at an instant. For a PPPK the yearly decree has thresholds of its own, which no
   * default stands in for. @source domain.md 3 `rec.pppk.thresholds`
   */
  async forVacancy(now: string, kind: AppointmentKind | null): Promise<VacancyRules> {
    const own = kind === 'PPPK' ? [PPPK_POLICY] : [];
    return vacancyRules(await this.inForce([...VACANCY_POLICIES, ...own], now));
  }

  /** What governs a vacancy, by the refs pinned to it. */
  async ofVacancy(refs: readonly string[]): Promise<VacancyRules> {
    return vacancyRules(await this.pinned(refs));
  }

  /**
   * What governs the panel of a vacancy, by the refs pinned to it.
   * @param isJpt whether it selects a senior leader: the panel is a committee then, with rules of its own
   * @throws RuleViolated POLICY_MISSING also where the vacancy was announced before panels had a policy
   */
  async ofPanel(refs: readonly string[], isJpt: boolean): Promise<PanelPolicies> {
    const found = await this.pinnedOf(refs, PANEL_POLICIES, 'rec.panel');
    const jpt = isJpt ? await this.ofJpt(refs) : null;
    return {
      refs: [...new Set([...refsOf(found), ...(jpt?.refs ?? [])])].sort(),
      rules: {
        ...parametersOf('rec.panel', policyOf(found, 'rec.panel')),
        jpt: jpt && jpt.committee,
      },
      reasonMinChars: parametersOf('gov.other', policyOf(found, 'gov.other')).reasonMinChars,
      calendar: parametersOf('gov.calendar', policyOf(found, 'gov.calendar')),
    };
  }

  /**
   * What governs an open selection for a senior post (JPT), by the refs pinned to its vacancy.
   * @throws RuleViolated POLICY_MISSING
   */
  async ofJpt(refs: readonly string[]): Promise<JptPolicies> {
    const found = await this.pinnedOf(refs, JPT_POLICIES, 'rec.jpt.committee');
    return {
      refs: refsOf(found),
      committee: parametersOf('rec.jpt.committee', policyOf(found, 'rec.jpt.committee')),
      reasonMinChars: parametersOf('gov.other', policyOf(found, 'gov.other')).reasonMinChars,
    };
  }

  /** What would rank a finished round that is taken over at an instant. */
  async forRound(now: string): Promise<RoundRules> {
    return roundRules(await this.inForce(ROUND_POLICIES, now));
  }

  async ofRound(refs: readonly string[]): Promise<RoundRules> {
    return roundRules(await this.pinned(refs));
  }

  private async inForce(keys: readonly string[], now: string): Promise<Found> {
    return this.policies.allInForce(keys, (await this.policies.cityDay(now)).date);
  }

  /** Some of those pinned; what was announced before `key` governed it, has none of it. */
  private async pinnedOf(
    refs: readonly string[],
    keys: readonly PolicyKey[],
    key: PolicyKey,
  ): Promise<Found> {
    const keyOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'));
    const found = await this.pinned(refs.filter((ref) => keys.some((wanted) => wanted === keyOf(ref))));
    if (!found.has(key))
      throw new RuleViolated('POLICY_MISSING', `The vacancy has pinned no policy ${key}.`, {
        rule: key,
        params: { key },
      });
    return found;
  }

  private async pinned(refs: readonly string[]): Promise<Found> {
    const found = await Promise.all(refs.map((ref) => this.policies.pinned(ref)));
    return new Map(found.map((policy) => [policy.key, policy]));
  }
}
