import { contractsOf } from '@jejak/kernel';
import { adminResultComputed } from './admin-result';
import { applicantRegistered } from './applicant';
import { applicationDrafted } from './application-drafted';
import { applicationSubmitted } from './application-submitted';
import { applicationWithdrawn } from './application-withdrawn';
import {
  candidateAppointed,
  contractRenewed,
  nipApproved,
  vacancySeatFilled,
  vacancySeatVacated,
} from './appointment';
import { conflictDeclared } from './conflict';
import {
  applicationDisqualified,
  disqualificationHearingHeld,
  disqualificationVoted,
} from './disqualification';
import {
  clarificationAsked,
  clarificationHeld,
  clarificationMinutesPublished,
  clarificationScheduled,
} from './clarification';
import { boardSubscribed, boardUnsubscribed } from './board-subscription';
import { finishedRoundImported } from './finished-round-imported';
import {
  formationApproved,
  formationProposed,
  formationRejected,
  formationSeatsReturned,
  formationSeatsTaken,
} from './formation';
import {
  objectionDismissed,
  objectionEvidenceRead,
  objectionFiled,
  objectionOverdue,
  objectionPartlyUpheld,
  objectionUpheld,
  objectionVoteCast,
  scoreCorrected,
} from './objection';
import {
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  skdFailed,
  skdOutranked,
  skdPassed,
} from './outcomes';
import { publicInputAnswered, publicInputGiven } from './public-input';
import { panelAppointed, panelReserveAppointed } from './panel-appointed';
import { panelistRecused, panelistReplaced } from './panel-conflict';
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
import { competencyScored, skbComponentScored, skbScored, skdScored } from './scores';
import { reserveCalled } from './reserve-called';
import { applicationRetentionEnded } from './retention';
import { stageResultPublished, stageResultRowsPublished, vacancyCompleted } from './stage-result-published';
import { vacancyAmended } from './vacancy-amended';
import { vacancyAnnounced } from './vacancy-announced';
import { vacancyApproved } from './vacancy-approved';
import { vacancyCancelled } from './vacancy-cancelled';
import { vacancyDrafted } from './vacancy-drafted';
import { applicationAdminPassed, applicationAdminRejected, applicationVerified } from './verification';

export * from './admin-result';
export * from './applicant';
export * from './application-drafted';
export * from './application-submitted';
export * from './application-withdrawn';
export * from './appointment';
export * from './conflict';
export * from './disqualification';
export * from './board-subscription';
export * from './documents';
export * from './clarification';
export * from './finished-round-imported';
export * from './formation';
export * from './objection';
export * from './outcomes';
export * from './public-input';
export * from './panel-appointed';
export * from './panel-conflict';
export * from './panel-scores';
export * from './psychological-result';
export * from './ranking-computed';
export * from './registration';
export * from './reserve-called';
export * from './retention';
export * from './scores';
export * from './selection';
export * from './stage-result-published';
export * from './vacancy-amended';
export * from './vacancy-announced';
export * from './vacancy-approved';
export * from './vacancy-cancelled';
export * from './vacancy-drafted';
export * from './verification';

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
  vacancyAmended,
  registrationOpened,
  registrationClosed,
  finishedRoundImported,
  applicantRegistered,
  boardSubscribed,
  boardUnsubscribed,
  applicationDrafted,
  applicationSubmitted,
  conflictDeclared,
  applicationVerified,
  applicationAdminPassed,
  applicationAdminRejected,
  adminResultComputed,
  disqualificationHearingHeld,
  disqualificationVoted,
  applicationDisqualified,
  applicationWithdrawn,
  skdScored,
  competencyScored,
  skbComponentScored,
  skbScored,
  panelAppointed,
  panelReserveAppointed,
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
  reserveCalled,
  nipApproved,
  candidateAppointed,
  contractRenewed,
  applicationRetentionEnded,
  vacancySeatFilled,
  vacancySeatVacated,
  vacancyCompleted,
  vacancyCancelled,
  objectionFiled,
  objectionEvidenceRead,
  objectionVoteCast,
  objectionUpheld,
  objectionPartlyUpheld,
  objectionDismissed,
  objectionOverdue,
  scoreCorrected,
  clarificationScheduled,
  clarificationAsked,
  clarificationHeld,
  clarificationMinutesPublished,
  publicInputGiven,
  publicInputAnswered,
]);
