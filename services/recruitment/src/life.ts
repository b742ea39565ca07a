import type { PinnedPolicy } from '@jejak/policies';
import {
  maximaOf,
  parametersOf,
  type PolicyKey,
  skbWeightsOf,
  stageWeightsOf,
  thresholdOf,
  VACANCY_POLICIES,
} from './policies/parameters';
import type { VacancyRules } from './policies/selection-policies';

/**
 * What a generator of a city's life needs of this service: its deciders, the names of their streams, and how policies become rules.
 * Nothing here reads or writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { adminFileSha256, ADMIN_COLUMNS, publishedAdminRows } from './admin-result/admin-file';
export { adminResultOf } from './admin-result/admin-result';
export { adminResult, adminResultStream } from './admin-result/admin-result.decider';
export { applicant, applicantStream } from './applicant/applicant.decider';
export {
  application,
  type ApplicationCommand,
  type ApplicationGiven,
} from './application/application.decider';
export { formation } from './formation/formation.decider';
export { type VacancyRules } from './policies/selection-policies';
export { datasetIdOf } from './publication/publications';
export {
  advancingOf,
  cutOffOf,
  publishedRows,
  resultColumns,
  resultFileSha256,
} from './publication/result-file';
export { resultRows, resultRowsStream } from './publication/result-rows.decider';
export { computeFinal, type ComputedStage, computeSkd, unresolvedOf } from './ranking/computed-stage';
export { ranking, rankingStream } from './ranking/ranking.decider';
export type { Candidate, Finalist } from './selection/ranking';
export { percentOf, skbScore } from './selection/skb';
export { contestedUntil } from './vacancy/contested';
export { vacancy, type VacancyCommand, type VacancyGiven } from './vacancy/vacancy.decider';
export { dataset } from '@jejak/publication';

/** Those that a vacancy for CPNS pins when it is announced. */
export const SELECTION_POLICIES: readonly string[] = VACANCY_POLICIES;

/** Everything that governs such a vacancy. @param policies by key, those of SELECTION_POLICIES */
export const selectionRulesOf = (policies: ReadonlyMap<string, PinnedPolicy>): VacancyRules => {
  const of = <Key extends PolicyKey>(key: Key) => {
    const policy = policies.get(key);
    if (!policy) throw new Error(`${key} was not read`);
    return parametersOf(key, policy);
  };
  const [thresholds, components] = [of('rec.skd.threshold'), of('rec.skb.components')];
  return {
    refs: [...policies.values()].map(({ ref }) => ref).sort(),
    ...{ max: maximaOf(of('rec.skd.max')), weights: stageWeightsOf(of('rec.weight')), pppk: null },
    ...{ minDays: of('rec.announce.minDays').minDays, age: of('rec.age') },
    ...{ thresholdYears: thresholds.selectionYears, thresholdOf: (kind) => thresholdOf(thresholds, kind) },
    multiplier: of('rec.skb.multiplier').multiplier,
    ...{ skbWeights: skbWeightsOf(components), catMax: components.catMax },
    skbMaxAdditional: components.maxAdditional,
    ...of('rec.objection'),
    clarifiedWithinDays: of('rec.clarification.withinDays').withinDays,
    reservePerSeat: of('rec.other').reserveMultiplier,
    reserveMonths: of('rec.other').reserveMonths,
    reasonMinChars: of('gov.other').reasonMinChars,
    retentionYears: of('gov.other').retention.unsuccessfulApplicantYears,
    calendar: of('gov.calendar'),
  };
};
