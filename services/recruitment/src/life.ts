import { VACANCY_POLICIES } from './policies/parameters';

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
export { vacancyRules, type VacancyRules } from './policies/vacancy-rules';
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
