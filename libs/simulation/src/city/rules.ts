import { complaintRulesOf, reviewRulesOf, SURVEY_POLICIES, surveyRulesOf } from '@jejak/citizen/life';
import { type PolicyDefault, seed } from '@jejak/contracts/policy';
import type { Calendar } from '@jejak/kernel';
import {
  cycleRulesOf,
  distributionRulesOf,
  evaluationRulesOf,
  executionRulesOf,
  PERIOD_POLICIES,
  planRulesOf,
} from '@jejak/performance/life';
import type { PinnedPolicy } from '@jejak/policies';
import { GOVERNANCE_POLICIES, governanceRulesOf } from '@jejak/policy/life';
import { TRAINING_POLICIES, trainingRulesOf } from '@jejak/training/life';
import { parametersOf } from '@jejak/policies';

/** What every policy says that has a default: the city lives by the first versions, from the day on which it is founded. */
export interface Rules {
  readonly seeded: readonly PolicyDefault[];
  readonly calendar: Calendar;
  readonly reasonMinimum: number;
  /** Years for which what citizens wrote is kept. */
  readonly contactYears: number;
  /** Versions that every decision of a day rests on. */
  readonly today: readonly string[];
  readonly plan: ReturnType<typeof planRulesOf>;
  readonly cycle: ReturnType<typeof cycleRulesOf>;
  readonly execution: ReturnType<typeof executionRulesOf>;
  readonly evaluation: ReturnType<typeof evaluationRulesOf>;
  readonly distribution: ReturnType<typeof distributionRulesOf>;
  readonly training: ReturnType<typeof trainingRulesOf>;
  readonly complaints: ReturnType<typeof complaintRulesOf>;
  readonly reviews: ReturnType<typeof reviewRulesOf>;
  readonly surveys: ReturnType<typeof surveyRulesOf>;
  readonly governance: ReturnType<typeof governanceRulesOf>;
}

/** Versions by key, as decisions name them: `perf.other@1`. */
export const refOf = (key: string): string => `${key}@1`;

/** @param startDate legal date of the foundation */
export const rulesFrom = (startDate: string): Rules => {
  const seeded = seed(startDate);
  const policies = new Map(
    seeded.map(({ key, parameters }): [string, PinnedPolicy] => [
      key,
      { ref: refOf(key), key, version: 1, parameters: { ...parameters } },
    ]),
  );
  const of = (key: string): PinnedPolicy => {
    const found = policies.get(key);
    if (!found) throw new Error(`no policy ${key} has a default`);
    return found;
  };
  const those = (keys: readonly string[]): Map<string, PinnedPolicy> =>
    new Map(keys.map((key) => [key, of(key)]));
  const periods = those([...PERIOD_POLICIES, 'gov.other']);
  const { zone, holidays } = of('gov.calendar').parameters;
  if (typeof zone !== 'string' || !Array.isArray(holidays)) throw new Error('gov.calendar has no calendar');
  return {
    seeded,
    calendar: { zone, holidays: holidays.map(String) },
    reasonMinimum: parametersOf(of('gov.other')).integer('reasonMinChars'),
    contactYears: parametersOf(of('gov.other')).within('retention').integer('reviewContactYears'),
    today: [refOf('gov.calendar'), refOf('gov.other')],
    plan: planRulesOf(periods),
    cycle: cycleRulesOf(periods),
    execution: executionRulesOf(periods),
    evaluation: evaluationRulesOf(periods),
    distribution: distributionRulesOf(of('perf.distribution')),
    training: trainingRulesOf(those(TRAINING_POLICIES)),
    complaints: complaintRulesOf(of('cit.complaint'), of('cit.other')),
    reviews: reviewRulesOf(of('cit.other')),
    surveys: surveyRulesOf(SURVEY_POLICIES.map(of)),
    governance: governanceRulesOf(those(GOVERNANCE_POLICIES)),
  };
};
