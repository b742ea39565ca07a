import { contractsOf } from '@jejak/kernel';
import { applicationSubmitted } from './application-submitted';
import { candidateAppointed, nipApproved } from './appointment';
import { finishedRoundImported } from './finished-round-imported';
import {
  formationApproved,
  formationProposed,
  formationRejected,
  formationSeatsReturned,
  formationSeatsTaken,
} from './formation';
import {
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  skdFailed,
  skdOutranked,
  skdPassed,
} from './outcomes';
import { panelAppointed, panelReserveAppointed } from './panel-appointed';
import { conflictDeclared, panelistRecused, panelistReplaced } from './panel-conflict';
import {
  panelReconciled,
  panelReconciliationAgreed,
  panelScoreSealed,
  panelScoresRevealed,
  panelSpreadFlagged,
} from './panel-scores';
import { psychologicalResultRecorded, psychologistLicensed } from './psychological-result';
import { rankingComputed } from './ranking-computed';
import { registrationClosed, registrationOpened } from './registration';
import { skbComponentScored, skbScored, skdScored } from './scores';
import { stageResultPublished, stageResultRowsPublished, vacancyCompleted } from './stage-result-published';
import { vacancyAnnounced } from './vacancy-announced';
import { vacancyApproved } from './vacancy-approved';
import { vacancyCancelled } from './vacancy-cancelled';
import { vacancyDrafted } from './vacancy-drafted';

export * from './application-submitted';
export * from './appointment';
export * from './finished-round-imported';
export * from './formation';
export * from './outcomes';
export * from './panel-appointed';
export * from './panel-conflict';
export * from './panel-scores';
export * from './psychological-result';
export * from './ranking-computed';
export * from './registration';
export * from './scores';
export * from './selection';
export * from './stage-result-published';
export * from './vacancy-announced';
export * from './vacancy-approved';
export * from './vacancy-cancelled';
export * from './vacancy-drafted';

/** All facts of the recruitment service. */
export const recruitmentContracts = contractsOf('recruitment', [
  formationProposed,
  formationApproved,
  formationRejected,
  formationSeatsTaken,
  formationSeatsReturned,
  vacancyDrafted,
  vacancyApproved,
  vacancyAnnounced,
  registrationOpened,
  registrationClosed,
  finishedRoundImported,
  applicationSubmitted,
  skdScored,
  skbComponentScored,
  skbScored,
  panelAppointed,
  panelReserveAppointed,
  conflictDeclared,
  panelistRecused,
  panelistReplaced,
  panelScoreSealed,
  panelScoresRevealed,
  panelSpreadFlagged,
  panelReconciliationAgreed,
  panelReconciled,
  psychologistLicensed,
  psychologicalResultRecorded,
  rankingComputed,
  stageResultPublished,
  stageResultRowsPublished,
  skdPassed,
  skdFailed,
  skdOutranked,
  applicationSelected,
  applicationReserved,
  applicationNotSelected,
  nipApproved,
  candidateAppointed,
  vacancyCompleted,
  vacancyCancelled,
]);
