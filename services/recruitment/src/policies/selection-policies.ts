import type { FormationKind } from '@jejak/contracts/recruitment';
import type { Calendar } from '@jejak/kernel';
import { Policies, type PinnedPolicy } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import type { StageWeights } from '../selection/integrated-score';
import type { SkbWeights } from '../selection/skb';
import type { SkdMaxima, SkdThreshold } from '../selection/skd';
import {
  maximaOf,
  parametersOf,
  type PolicyKey,
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
  readonly skbWeights: SkbWeights;
  readonly windowDays: number;
  readonly reservePerSeat: number;
  /** How long after the final result the reserve may be called. */
  readonly reserveMonths: number;
  readonly reasonMinChars: number;
  readonly calendar: Calendar;
}

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
  return {
    ...roundRules(found),
    minDays: parameters('rec.announce.minDays').minDays,
    age: parameters('rec.age'),
    thresholdYears: thresholds.selectionYears,
    thresholdOf: (kind) => thresholdOf(thresholds, kind),
    multiplier: parameters('rec.skb.multiplier').multiplier,
    skbWeights: skbWeightsOf(parameters('rec.skb.components')),
    windowDays: parameters('rec.objection').windowDays,
    reservePerSeat: parameters('rec.other').reserveMultiplier,
    reserveMonths: parameters('rec.other').reserveMonths,
    reasonMinChars: parameters('gov.other').reasonMinChars,
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

  /** The city's calendar at an instant. */
  async calendar(now: string): Promise<Calendar> {
    return (await this.policies.cityDay(now)).calendar;
  }

  /** What would govern a vacancy announced at an instant. */
  async forVacancy(now: string): Promise<VacancyRules> {
    return vacancyRules(await this.inForce(VACANCY_POLICIES, now));
  }

  /** What governs a vacancy, by the refs pinned to it. */
  async ofVacancy(refs: readonly string[]): Promise<VacancyRules> {
    return vacancyRules(await this.pinned(refs));
  }

  /** What would rank a finished round that is taken over at an instant. */
  async forRound(now: string): Promise<RoundRules> {
    return roundRules(await this.inForce(ROUND_POLICIES, now));
  }

  async ofRound(refs: readonly string[]): Promise<RoundRules> {
    return roundRules(await this.pinned(refs));
  }

  private async inForce(keys: readonly PolicyKey[], now: string): Promise<Found> {
    return this.policies.allInForce(keys, (await this.policies.cityDay(now)).date);
  }

  private async pinned(refs: readonly string[]): Promise<Found> {
    const found = await Promise.all(refs.map((ref) => this.policies.pinned(ref)));
    return new Map(found.map((policy) => [policy.key, policy]));
  }
}
