import { contractsOf } from '@jejak/kernel';
import { adoptionIndexComputed, adoptionRoundHeld, adoptionSupportGiven } from './adoption';
import { certificateIssued, certificateRevoked } from './certificate';
import {
  assessmentOverdue,
  assessmentRecorded,
  attendanceRecorded,
  changeProjectAccepted,
  changeProjectRejected,
  trainingFailed,
  trainingPassed,
} from './enrolment';
import {
  externalLearningClaimed,
  externalLearningCredited,
  externalLearningRejected,
} from './external-learning';
import { experienceShared, practiceAdopted, teamActivityHeld, topicOpened } from './forum';
import { jpCredited, jpRightUnmet, learningBalanceOpened, learningYearClosed } from './learning-balance';
import { needDeclined, needIdentified, needPlanned, needPrioritised } from './need';
import {
  onboardingBuddyAssigned,
  onboardingCompleted,
  onboardingEnded,
  onboardingOverdue,
  onboardingScheduled,
  onboardingStarted,
  onboardingTaskDone,
} from './onboarding';
import {
  latsarPassed,
  probationFailed,
  probationLapsed,
  probationPassed,
  probationStarted,
} from './probation';
import { programmeDefined, programmeRevised } from './programme';
import {
  enrolmentConfirmed,
  enrolmentRefused,
  enrolmentRequested,
  enrolmentWaitlisted,
  enrolmentWithdrawn,
} from './seats';
import { enrolmentOpened, sessionCancelled, sessionCompleted, sessionScheduled } from './session';
import { trainingApplicationRated, trainingReactionGiven } from './training-effect';
import { trainingPlanApproved, trainingPlanDrafted, trainingPlanReported } from './training-plan';

export * from './adoption';
export * from './certificate';
export * from './enrolment';
export * from './external-learning';
export * from './forum';
export * from './learning-balance';
export * from './need';
export * from './onboarding';
export * from './probation';
export * from './programme';
export * from './seats';
export * from './session';
export * from './training-effect';
export * from './training-plan';

/** All facts of the training service. */
export const trainingContracts = contractsOf('training', [
  onboardingScheduled,
  onboardingStarted,
  onboardingBuddyAssigned,
  onboardingTaskDone,
  onboardingCompleted,
  onboardingEnded,
  onboardingOverdue,
  probationStarted,
  latsarPassed,
  probationPassed,
  probationFailed,
  probationLapsed,
  learningBalanceOpened,
  jpCredited,
  jpRightUnmet,
  learningYearClosed,
  programmeDefined,
  programmeRevised,
  sessionScheduled,
  enrolmentOpened,
  sessionCancelled,
  sessionCompleted,
  enrolmentRequested,
  enrolmentConfirmed,
  enrolmentWaitlisted,
  enrolmentWithdrawn,
  enrolmentRefused,
  attendanceRecorded,
  assessmentRecorded,
  assessmentOverdue,
  changeProjectAccepted,
  changeProjectRejected,
  trainingPassed,
  trainingFailed,
  certificateIssued,
  certificateRevoked,
  trainingReactionGiven,
  trainingApplicationRated,
  needIdentified,
  needPrioritised,
  needPlanned,
  needDeclined,
  trainingPlanDrafted,
  trainingPlanApproved,
  trainingPlanReported,
  externalLearningClaimed,
  externalLearningCredited,
  externalLearningRejected,
  teamActivityHeld,
  topicOpened,
  experienceShared,
  practiceAdopted,
  adoptionIndexComputed,
  adoptionSupportGiven,
  adoptionRoundHeld,
]);
