import { CAREER_POLICIES, careerRulesOf } from '@jejak/career/life';
import { complaintRulesOf, reviewRulesOf, SURVEY_POLICIES, surveyRulesOf } from '@jejak/citizen/life';
import { type PolicyDefault, seed } from '@jejak/contracts/policy';
import type { Calendar } from '@jejak/kernel';
import {
  cycleRulesOf,
  disciplineRulesOf,
  distributionRulesOf,
  engagementRulesOf,
  evaluationRulesOf,
  executionRulesOf,
  PERIOD_POLICIES,
  planRulesOf,
  rewardRulesOf,
} from '@jejak/performance/life';
import type { PinnedPolicy } from '@jejak/policies';
import { GOVERNANCE_POLICIES, governanceRulesOf } from '@jejak/policy/life';
import { SELECTION_POLICIES, vacancyRules, type VacancyRules } from '@jejak/recruitment/life';
import { TRAINING_POLICIES, trainingRulesOf } from '@jejak/training/life';
import { parametersOf } from '@jejak/policies';

/** What every policy says that has a default: the first versions from the day of the foundation, then what changes them. */
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
  readonly rewards: ReturnType<typeof rewardRulesOf>;
  readonly discipline: ReturnType<typeof disciplineRulesOf>;
  readonly engagement: ReturnType<typeof engagementRulesOf>;
  readonly selection: VacancyRules;
  readonly career: ReturnType<typeof careerRulesOf>;
  readonly training: ReturnType<typeof trainingRulesOf>;
  readonly complaints: ReturnType<typeof complaintRulesOf>;
  readonly reviews: ReturnType<typeof reviewRulesOf>;
  readonly surveys: ReturnType<typeof surveyRulesOf>;
  readonly governance: ReturnType<typeof governanceRulesOf>;
}

/** The first version of a key, as decisions name it: `perf.other@1`. */
export const refOf = (key: string): string => `${key}@1`;

/** A later version of a policy, as it is in force. */
export type Changed = Pick<PinnedPolicy, 'key' | 'version' | 'parameters'>;

/**
 * @param startDate legal date of the foundation
 * @param changed what is in force instead of a first version
 */
export const rulesFrom = (startDate: string, changed: readonly Changed[] = []): Rules => {
  const seeded = seed(startDate);
  const policies = new Map(
    seeded.map(({ key, parameters }): [string, PinnedPolicy] => [
      key,
      { ref: refOf(key), key, version: 1, parameters: { ...parameters } },
    ]),
  );
  for (const { key, version, parameters } of changed)
    policies.set(key, { ref: `${key}@${version}`, key, version, parameters });
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
    rewards: rewardRulesOf(of('perf.other')),
    discipline: disciplineRulesOf(of('disc.other'), of('disc.absence')),
    engagement: engagementRulesOf(of('perf.other'), of('pub')),
    selection: vacancyRules(those(SELECTION_POLICIES)),
    career: careerRulesOf(those(CAREER_POLICIES)),
    training: trainingRulesOf(those(TRAINING_POLICIES)),
    complaints: complaintRulesOf(of('cit.complaint'), of('cit.other')),
    reviews: reviewRulesOf(of('cit.other')),
    surveys: surveyRulesOf(SURVEY_POLICIES.map(of)),
    governance: governanceRulesOf(those(GOVERNANCE_POLICIES)),
  };
};
