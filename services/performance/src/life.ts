/**
 * What a generator of a city's life needs of this service: its deciders, the names of their streams, and how policies become rules.
 * Nothing here reads or writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { cycle, type CycleCommand, type CycleGiven } from './cycle/cycle.decider';
export { cycleStream } from './cycle/cycles';
export { periodsOf } from './cycle/periods';
export { unitResult, type UnitResultGiven } from './direction/unit-result.decider';
export { unitResultIdOf, unitResultStream } from './direction/unit-results';
export { absencePunishment } from './discipline/absence';
export type { DisciplineCommand, DisciplineGiven } from './discipline/discipline.commands';
export { discipline } from './discipline/discipline.decider';
export { caseIdOf, disciplineStream } from './discipline/discipline.reading';
export { engagementAnswer } from './engagement/engagement-answer.decider';
export type { UnitAnswers } from './engagement/engagement-index';
export { engagementSurvey } from './engagement/engagement-survey.decider';
export { engagementSurveyIdOf, engagementSurveyStream } from './engagement/engagement-surveys';
export { distributionReview, type DistributionGiven } from './distribution/distribution.decider';
export { distributionStream } from './distribution/distribution.stream';
export { evaluation } from './evaluation/evaluation.decider';
export type { EvaluationCommand, EvaluationGiven } from './evaluation/evaluation.commands';
export { evaluationIdOf, evaluationStream } from './evaluation/evaluation-id';
export { FORMULA_KEYS, inputsSha256, pinnedOf } from './evaluation/formula-inputs';
export { correct, type Organisation, type Reading } from './evaluation/recommendation';
export { feedback } from './feedback/feedback.decider';
export { measurement, type MeasurementGiven } from './measurement/measurement.decider';
export { ingestedIdOf, measurementStream } from './measurement/measurements-read';
export { obstacle, type ObstacleGiven } from './obstacle/obstacle.decider';
export { organisationResult } from './organisation-result/organisation-result.decider';
export { organisationResultStream } from './organisation-result/organisation-result.stream';
export { period, type PeriodGiven } from './period/period.decider';
export { periodicIdOf, periodStream } from './period/period.reading';
export { plan } from './plan/plan.decider';
export { planIdOf, planStream } from './plan/plan.reading';
export type { PlanCommand, PlanGiven } from './plan/plan.state';
export { reward, type RewardCommand, type RewardGiven } from './reward/reward.decider';
export { rewardBudget, rewardBudgetStream } from './reward/reward-budget.decider';
export { weigh } from './reward/reward-formula';
export { rewardIdOf, rewardStream } from './reward/reward.reading';
export { disciplineRulesOf } from './rules/discipline-rules';
export { engagementRulesOf } from './rules/engagement-rules';
export { rewardRulesOf } from './rules/reward-rules';
export { distributionRulesOf } from './rules/distribution-rules';
export { cycleRulesOf, evaluationRulesOf, executionRulesOf, planRulesOf } from './rules/parameters';
export { PERIOD_POLICIES } from './rules/period-policies';
export { realised } from './scoring/realisation';
export { source } from './source/source.decider';
