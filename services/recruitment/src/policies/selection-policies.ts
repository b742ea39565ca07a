import type { Predicate } from '@jejak/contracts/performance';
import type { AppointmentKind, FormationKind } from '@jejak/contracts/recruitment';
import { type Calendar, RuleViolated } from '@jejak/kernel';
import { Policies, type PinnedPolicy } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import type { JptCommittee, PanelRules } from '../panel/composition';
import type { StageWeights } from '../selection/integrated-score';
import type { PppkRules } from '../selection/pppk';
import type { SkbWeights } from '../selection/skb';
import type { SkdMaxima, SkdThreshold } from '../selection/skd';
import {
  maximaOf,
  parametersOf,
  type PolicyKey,
  PPPK_POLICY,
  pppkRulesOf,
  ROUND_POLICIES,
  skbWeightsOf,
  stageWeightsOf,
  thresholdOf,
  VACANCY_POLICIES,
} from './parameters';

/** What ranks a finished round. */
export interface RoundRules {
  /** Sorted refs of the policies read. */
  readonly refs: readonly string[];
  readonly max: SkdMaxima;
  readonly weights: StageWeights;
}

/** Everything that governs a vacancy, read from its policies. */
export interface VacancyRules extends RoundRules {
  readonly minDays: number;
  readonly age: { readonly min: number; readonly max: number; readonly maxListed: number };
  readonly thresholdYears: readonly number[];
  /** Null where the decree has none for this kind. */
  readonly thresholdOf: (kind: FormationKind) => SkdThreshold | null;
  readonly multiplier: number;
  /** Of a vacancy for a PPPK; null for the others. */
  readonly pppk: PppkRules | null;
  readonly skbWeights: SkbWeights;
  /** The points of a perfect CAT. */
  readonly catMax: number;
  /** What the tests beside the CAT may weigh together, in percent of the SKB. Decimal text. */
  readonly skbMaxAdditional: string;
  readonly windowDays: number;
  /** Calendar days after the window in which an objection is answered. */
  readonly answerDays: number;
  /** Calendar days after a result in which it is clarified. */
  readonly clarifiedWithinDays: number;
  readonly reservePerSeat: number;
  /** How long after the final result the reserve may be called. */
  readonly reserveMonths: number;
  readonly reasonMinChars: number;
  /** Years after the first final result in which the records of those who were not taken on are kept (`gov.other`). */
  readonly retentionYears: number;
  readonly calendar: Calendar;
}

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

type Found = ReadonlyMap<string, PinnedPolicy>;

const refsOf = (found: Found): string[] => [...found.values()].map(({ ref }) => ref).sort();

const policyOf = (found: Found, key: PolicyKey): PinnedPolicy => {
  const policy = found.get(key);
  if (!policy) throw new Error(`${key} is not among the policies that were read`);
  return policy;
};

const roundRules = (found: Found): RoundRules => ({
  refs: refsOf(found),
  max: maximaOf(parametersOf('rec.skd.max', policyOf(found, 'rec.skd.max'))),
  weights: stageWeightsOf(parametersOf('rec.weight', policyOf(found, 'rec.weight'))),
});

const vacancyRules = (found: Found): VacancyRules => {
  const parameters = <Key extends PolicyKey>(key: Key) => parametersOf(key, policyOf(found, key));
  const thresholds = parameters('rec.skd.threshold');
  const components = parameters('rec.skb.components');
  const isPppk = found.has(PPPK_POLICY);
  return {
    ...roundRules(found),
    minDays: parameters('rec.announce.minDays').minDays,
    age: parameters('rec.age'),
    thresholdYears: thresholds.selectionYears,
    thresholdOf: (kind) => thresholdOf(thresholds, kind),
    multiplier: parameters('rec.skb.multiplier').multiplier,
    pppk: isPppk ? pppkRulesOf(parameters(PPPK_POLICY)) : null,
    skbWeights: skbWeightsOf(components),
    catMax: components.catMax,
    skbMaxAdditional: components.maxAdditional,
    windowDays: parameters('rec.objection').windowDays,
    answerDays: parameters('rec.objection').answerDays,
    clarifiedWithinDays: parameters('rec.clarification.withinDays').withinDays,
    reservePerSeat: parameters('rec.other').reserveMultiplier,
    reserveMonths: parameters('rec.other').reserveMonths,
    reasonMinChars: parameters('gov.other').reasonMinChars,
    retentionYears: parameters('gov.other').retention.unsuccessfulApplicantYears,
    calendar: parameters('gov.calendar'),
  };
};

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
