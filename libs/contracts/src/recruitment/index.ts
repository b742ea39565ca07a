import { contractsOf } from '@jejak/kernel';
import { applicantRegistered } from './applicant';
import { applicationDrafted } from './application-drafted';
import { applicationSubmitted } from './application-submitted';
import { applicationWithdrawn } from './application-withdrawn';
import { candidateAppointed, nipApproved } from './appointment';
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
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  skdFailed,
  skdOutranked,
  skdPassed,
} from './outcomes';
import { rankingComputed } from './ranking-computed';
import { registrationClosed, registrationOpened } from './registration';
import { skbComponentScored, skbScored, skdScored } from './scores';
import { reserveCalled } from './reserve-called';
import { stageResultPublished, stageResultRowsPublished, vacancyCompleted } from './stage-result-published';
import { vacancyAmended } from './vacancy-amended';
import { vacancyAnnounced } from './vacancy-announced';
import { vacancyApproved } from './vacancy-approved';
import { vacancyCancelled } from './vacancy-cancelled';
import { vacancyDrafted } from './vacancy-drafted';

export * from './applicant';
export * from './application-drafted';
export * from './application-submitted';
export * from './application-withdrawn';
export * from './appointment';
export * from './board-subscription';
export * from './documents';
export * from './finished-round-imported';
export * from './formation';
export * from './outcomes';
export * from './ranking-computed';
export * from './registration';
export * from './reserve-called';
export * from './scores';
export * from './selection';
export * from './stage-result-published';
export * from './vacancy-amended';
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
  vacancyAmended,
  registrationOpened,
  registrationClosed,
  finishedRoundImported,
  applicantRegistered,
  boardSubscribed,
  boardUnsubscribed,
  applicationDrafted,
  applicationSubmitted,
  applicationWithdrawn,
  skdScored,
  skbComponentScored,
  skbScored,
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
  vacancyCompleted,
  vacancyCancelled,
]);
