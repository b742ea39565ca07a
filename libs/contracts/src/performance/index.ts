import { contractsOf } from '@jejak/kernel';
import { annualRated } from './annual-rated';
import { cycleClosed, cycleEvaluationBegan, cycleOpened } from './cycle-opened';
import { directionSet, unitResultPlanned } from './direction-set';
import {
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  evaluationDelivered,
  objectionWindowMoved,
} from './evaluation-delivered';
import { distributionReviewed, ratingChangedInReview } from './distribution-reviewed';
import {
  hearingHeld,
  sanctionAppealClockMoved,
  sanctionAppealWindowMoved,
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
import {
  engagementAnswered,
  engagementComputed,
  engagementSurveyClosed,
  engagementSurveyOpened,
} from './engagement';
import {
  disciplineCaseEnded,
  improvementPlanEnded,
  obstacleEnded,
  supportRequestEnded,
} from './employment-ends';
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
import { feedbackAcknowledged, feedbackGiven, feedbackRequested } from './feedback-given';
import {
  competencyTestOrdered,
  consequenceDecided,
  consequenceProposed,
  improvementPlanOpened,
  improvementPlanOverdue,
  improvementPlanRequired,
  improvementPlanWithdrawn,
  improvementSucceeded,
  improvementTestTaken,
  improvementTrainingPassed,
} from './improvement';
import { indicatorDefined } from './indicator-defined';
import {
  measurementCorrected,
  measurementCorrectionDeclined,
  measurementCorrectionProposed,
  measurementDisputed,
  measurementRejected,
  measurementVerified,
} from './measurement-verified';
import {
  improvementAgreed,
  obstacleAnalysed,
  obstacleEscalated,
  obstacleRaised,
  obstacleResolved,
} from './obstacle-raised';
import { organisationResultSet } from './organisation-result-set';
import {
  periodAcknowledged,
  periodicEvaluationOverdue,
  periodOpened,
  periodRated,
  periodSelfReported,
} from './period-opened';
import {
  planChanged,
  planChangeRefused,
  planChangeRequested,
  planClosed,
  planDisputed,
  planDisputeDecided,
  planOverdue,
  targetReviewTriggered,
} from './plan-changed';
import { planDrafted } from './plan-drafted';
import { planAgreed, planReturned, planSubmitted } from './plan-submitted';
import { measurementIngested, measurementQuarantined, progressReported } from './progress-reported';
import { ratingRecommended } from './rating-recommended';
import { sampleChecked, sampleDrawn } from './sample-drawn';
import { sourceAudited, sourceRegistered, sourceSuspended } from './source-registered';
import { supportDeclined, supportDelivered, supportGranted, supportRequested } from './support-requested';
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
export * from './direction-set';
export * from './discipline';
export * from './distribution-reviewed';
export * from './employment-ends';
export * from './engagement';
export * from './evaluation-delivered';
export * from './evaluation-finalised';
export * from './evaluation-objected';
export * from './evaluation-opened';
export * from './evaluation-reopened';
export * from './feedback-given';
export * from './improvement';
export * from './indicator';
export * from './indicator-defined';
export * from './measurement-verified';
export * from './obstacle-raised';
export * from './organisation-result-set';
export * from './period-opened';
export * from './plan-changed';
export * from './plan-drafted';
export * from './plan-submitted';
export * from './progress-reported';
export * from './measure-formulas';
export * from './rating-formulas';
export * from './rating-recommended';
export * from './ratings';
export * from './sample-drawn';
export * from './source-registered';
export * from './support-requested';
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
  objectionWindowMoved,
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  evaluationObjected,
  objectionHearingHeld,
  objectionDecided,
  evaluationFinalised,
  cycleEvaluationBegan,
  directionSet,
  unitResultPlanned,
  feedbackAcknowledged,
  feedbackRequested,
  indicatorDefined,
  measurementCorrectionDeclined,
  measurementCorrectionProposed,
  measurementDisputed,
  improvementAgreed,
  obstacleAnalysed,
  obstacleEscalated,
  obstacleRaised,
  obstacleResolved,
  periodAcknowledged,
  periodicEvaluationOverdue,
  periodOpened,
  periodRated,
  periodSelfReported,
  planChanged,
  planChangeRefused,
  planChangeRequested,
  planClosed,
  planDisputed,
  planDisputeDecided,
  planOverdue,
  targetReviewTriggered,
  measurementQuarantined,
  sampleChecked,
  sampleDrawn,
  sourceAudited,
  sourceRegistered,
  sourceSuspended,
  supportDeclined,
  supportDelivered,
  supportGranted,
  supportRequested,
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
  sanctionAppealClockMoved,
  sanctionAppealWindowMoved,
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
  improvementPlanRequired,
  improvementPlanOpened,
  improvementPlanOverdue,
  improvementSucceeded,
  competencyTestOrdered,
  consequenceProposed,
  consequenceDecided,
  improvementPlanWithdrawn,
  improvementTrainingPassed,
  engagementSurveyOpened,
  engagementAnswered,
  engagementComputed,
  engagementSurveyClosed,
  improvementTestTaken,
  improvementPlanEnded,
  disciplineCaseEnded,
  obstacleEnded,
  supportRequestEnded,
]);
