import { contractsOf } from '@jejak/kernel';
import { annualRated } from './annual-rated';
import { cycleClosed, cycleOpened } from './cycle-opened';
import {
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  evaluationDelivered,
} from './evaluation-delivered';
import { distributionReviewed, ratingChangedInReview } from './distribution-reviewed';
import {
  hearingHeld,
  sanctionAppealDecided,
  sanctionAppealed,
  sanctionAppealOverdue,
  sanctionDecided,
  sanctionEnded,
  sanctionServed,
  summonsIssued,
  supervisorOmission,
  violationDismissed,
  violationReported,
} from './discipline';
import { evaluationFinalised } from './evaluation-finalised';
import { evaluationObjected, objectionDecided, objectionHearingHeld } from './evaluation-objected';
import {
  behaviourRated,
  citizenIndexRecorded,
  evaluationOpened,
  performanceInterviewHeld,
  selfAssessed,
} from './evaluation-opened';
import {
  annualEvaluationOverdue,
  evaluationReopened,
  objectionDecisionOverdue,
  objectionEnded,
} from './evaluation-reopened';
import { feedbackGiven } from './feedback-given';
import { measurementCorrected, measurementRejected, measurementVerified } from './measurement-verified';
import { organisationResultSet } from './organisation-result-set';
import { planDrafted } from './plan-drafted';
import { planAgreed, planReturned, planSubmitted } from './plan-submitted';
import { measurementIngested, progressReported } from './progress-reported';
import { ratingRecommended } from './rating-recommended';
import {
  peerNominated,
  recognitionConsented,
  recognitionPublished,
  rewardApproved,
  rewardBudgetDrawn,
  rewardDeclined,
  rewardGranted,
  rewardProposed,
} from './reward';
import {
  targetAdjusted,
  targetConfirmedWithSupport,
  targetFlaggedUnrealistic,
  targetRealismChecked,
} from './target-realism-checked';

export * from './annual-rated';
export * from './cycle-opened';
export * from './discipline';
export * from './distribution-reviewed';
export * from './evaluation-delivered';
export * from './evaluation-finalised';
export * from './evaluation-objected';
export * from './evaluation-opened';
export * from './evaluation-reopened';
export * from './feedback-given';
export * from './indicator';
export * from './measurement-verified';
export * from './organisation-result-set';
export * from './plan-drafted';
export * from './plan-submitted';
export * from './progress-reported';
export * from './rating-recommended';
export * from './ratings';
export * from './reward';
export * from './target-realism-checked';

/** All facts of the performance service. */
export const performanceContracts = contractsOf('performance', [
  cycleOpened,
  cycleClosed,
  planDrafted,
  planSubmitted,
  targetRealismChecked,
  targetFlaggedUnrealistic,
  targetAdjusted,
  targetConfirmedWithSupport,
  planAgreed,
  planReturned,
  progressReported,
  measurementIngested,
  measurementVerified,
  measurementRejected,
  measurementCorrected,
  feedbackGiven,
  organisationResultSet,
  evaluationOpened,
  selfAssessed,
  performanceInterviewHeld,
  behaviourRated,
  citizenIndexRecorded,
  ratingRecommended,
  annualRated,
  evaluationDelivered,
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  evaluationObjected,
  objectionHearingHeld,
  objectionDecided,
  evaluationFinalised,
  ratingChangedInReview,
  distributionReviewed,
  evaluationReopened,
  objectionEnded,
  objectionDecisionOverdue,
  annualEvaluationOverdue,
  peerNominated,
  recognitionConsented,
  recognitionPublished,
  rewardApproved,
  rewardBudgetDrawn,
  rewardDeclined,
  rewardGranted,
  rewardProposed,
  hearingHeld,
  sanctionAppealDecided,
  sanctionAppealed,
  sanctionAppealOverdue,
  sanctionDecided,
  sanctionEnded,
  sanctionServed,
  summonsIssued,
  supervisorOmission,
  violationDismissed,
  violationReported,
]);
