import type { PinnedPolicy } from '@jejak/policies';
import type { CycleRules } from './cycle-rules';
import type { EvaluationRules } from './evaluation-rules';
import type { ExecutionRules } from './execution-rules';
import { distributionRulesOf } from './distribution-rules';
import { FORMULA_POLICIES, PERIOD_POLICIES } from './period-policies';
import type { PlanRules } from './plan-rules';

/** Policy versions by key. */
export type PoliciesByKey = ReadonlyMap<string, PinnedPolicy>;

const policyOf = (policies: PoliciesByKey, key: string): PinnedPolicy => {
  const policy = policies.get(key);
  if (!policy) throw new Error(`${key} was not read`);
  return policy;
};

/** A parameter of the policy `key`. @throws Error where the policy says nothing of that kind: its contract promises it */
const textOf = (policies: PoliciesByKey, key: string, name: string): string => {
  const { ref, parameters } = policyOf(policies, key);
  const value = parameters[name];
  if (typeof value !== 'string') throw new Error(`${ref} has no text ${name}`);
  return value;
};
const integerOf = (policies: PoliciesByKey, key: string, name: string): number => {
  const { ref, parameters } = policyOf(policies, key);
  const value = parameters[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`${ref} has no integer ${name}`);
  return value;
};

const refsOf = (policies: PoliciesByKey, keys: readonly string[]): string[] =>
  keys.map((key) => policyOf(policies, key).ref);

/** @param policies those of PERIOD_POLICIES, and `gov.other` */
export const planRulesOf = (policies: PoliciesByKey): PlanRules => ({
  pinned: refsOf(policies, PERIOD_POLICIES),
  indicators: {
    min: integerOf(policies, 'perf.plan.indicators', 'min'),
    max: integerOf(policies, 'perf.plan.indicators', 'max'),
    maxWeight: textOf(policies, 'perf.plan.indicators', 'maxWeight'),
  },
  deadline: planDeadlineOf(policies),
  maxStretch: textOf(policies, 'perf.realism.maxStretch', 'maxStretch'),
  baselineYears: integerOf(policies, 'perf.realism.maxStretch', 'baselineYears'),
  contestDays: integerOf(policies, 'perf.other', 'contestDays'),
  changeFreezeDays: integerOf(policies, 'perf.other', 'changeFreezeDays'),
  selfReportDays: integerOf(policies, 'perf.other', 'selfReportDays'),
  reasonMinimum: reasonMinimumOf(policies),
});

/** @param policies `perf.plan.deadline` */
export const planDeadlineOf = (policies: PoliciesByKey): PlanRules['deadline'] => ({
  monthDay: textOf(policies, 'perf.plan.deadline', 'by'),
  daysAfterJoining: integerOf(policies, 'perf.plan.deadline', 'daysAfterChange'),
});

/** @param policies `perf.period` and `perf.other` */
export const cycleRulesOf = (policies: PoliciesByKey): CycleRules => {
  const frequency = textOf(policies, 'perf.period', 'frequency');
  if (frequency !== 'MONTHLY' && frequency !== 'QUARTERLY')
    throw new Error(`${policyOf(policies, 'perf.period').ref} has no frequency`);
  return {
    frequency,
    rateDays: integerOf(policies, 'perf.period', 'dueDays'),
    selfReportDays: integerOf(policies, 'perf.other', 'selfReportDays'),
  };
};

/** @param policies `perf.other` */
export const executionRulesOf = (policies: PoliciesByKey): ExecutionRules => {
  const text = (name: string) => textOf(policies, 'perf.other', name);
  const integer = (name: string) => integerOf(policies, 'perf.other', name);
  return {
    feedbackMinimum: integer('feedbackMinChars'),
    minDialogues: integer('minDialogues'),
    obstacleDays: integer('obstacleEscalationDays'),
    quality: {
      jumpSigmas: text('jumpSigmas'),
      jumpMinHistory: integer('jumpMinHistory'),
      jumpHistory: integer('jumpHistory'),
      crossSourceDifference: text('crossSourceDifference'),
    },
    sampleShare: text('sampleShare'),
    flaggedTargetsShare: text('flaggedTargetsShare'),
    normalHoursPerWeek: text('normalHoursPerWeek'),
  };
};

/** @param policies those of PERIOD_POLICIES, and `gov.other` */
export const evaluationRulesOf = (policies: PoliciesByKey): EvaluationRules => {
  const text = (key: string, name: string) => textOf(policies, key, name);
  const integer = (key: string, name: string) => integerOf(policies, key, name);
  return {
    formulas: refsOf(policies, FORMULA_POLICIES),
    cap: { min: text('perf.cap', 'min'), max: text('perf.cap', 'max') },
    methodWeights: {
      DATA: text('perf.method.weights', 'data'),
      SURVEY: text('perf.method.weights', 'survey'),
      INTERVIEW: text('perf.method.weights', 'interview'),
    },
    result: { above: text('perf.result', 'above'), meets: text('perf.result', 'meets') },
    behaviour: {
      above: text('perf.behaviour', 'above'),
      below: text('perf.behaviour', 'below'),
      belowValues: integer('perf.behaviour', 'belowValues'),
    },
    citizen: {
      minSample: integer('perf.citizen', 'minSample'),
      expectedIndex: text('perf.citizen', 'expectedIndex'),
    },
    interviewExpected: text('perf.other', 'interviewExpected'),
    annualDueBy: text('perf.annual.due', 'to'),
    selfAssessDays: integer('perf.other', 'selfAssessDays'),
    distribution: distributionRulesOf(policyOf(policies, 'perf.distribution')),
    acknowledgeDays: integer('perf.ack.days', 'days'),
    objectionDays: integer('perf.objection.days', 'days'),
    decisionDays: integer('perf.objection.decisionDays', 'decisionDays'),
    raterTenureMonths: integer('perf.other', 'raterTenureMonths'),
    // Versions from before the parameter was there meant this.
    deviationMaxSteps:
      policyOf(policies, 'perf.other').parameters['deviationMaxSteps'] === undefined
        ? 1
        : integer('perf.other', 'deviationMaxSteps'),
    justificationMinimum: integer('perf.other', 'deviationJustificationChars'),
    reasonMinimum: reasonMinimumOf(policies),
  };
};

/** Characters of a reason. */
export const reasonMinimumOf = (policies: PoliciesByKey): number =>
  integerOf(policies, 'gov.other', 'reasonMinChars');
