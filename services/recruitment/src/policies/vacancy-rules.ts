import type { FormationKind } from '@jejak/contracts/recruitment';
import type { Calendar } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';
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
  skbWeightsOf,
  stageWeightsOf,
  thresholdOf,
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

/** Policies that were read, by key. */
export type Found = ReadonlyMap<string, PinnedPolicy>;

/** Sorted. */
export const refsOf = (found: Found): string[] => [...found.values()].map(({ ref }) => ref).sort();

/** @throws Error where it was not read: a defect */
export const policyOf = (found: Found, key: PolicyKey): PinnedPolicy => {
  const policy = found.get(key);
  if (!policy) throw new Error(`${key} is not among the policies that were read`);
  return policy;
};

export const roundRules = (found: Found): RoundRules => ({
  refs: refsOf(found),
  max: maximaOf(parametersOf('rec.skd.max', policyOf(found, 'rec.skd.max'))),
  weights: stageWeightsOf(parametersOf('rec.weight', policyOf(found, 'rec.weight'))),
});

/** @param found VACANCY_POLICIES, and for a PPPK the decree of the year. @throws RuleViolated POLICY_MISSING */
export const vacancyRules = (found: Found): VacancyRules => {
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
