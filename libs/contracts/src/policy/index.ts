import { contractsOf } from '@jejak/kernel';
import { policyAcknowledged } from './acknowledgement';
import { exceptionExpired, exceptionGranted, exceptionRefused, exceptionRequested } from './exception';
import { institutionVerified, opinionAnswered, opinionSubmitted } from './opinion';
import { policySeeded } from './policy-seeded';
import {
  consultationOpened,
  policyApproved,
  policyDeferred,
  policyDrafted,
  policyInForce,
  policyPublished,
  policyRepealed,
  policyRevised,
  policySimulated,
  policySuperseded,
  socialisationHeld,
  socialisationShortfall,
} from './policy-version';
import {
  policyReviewed,
  policyReviewOverdue,
  policyReviewScheduled,
  policyReviewStarted,
  reviewActionDone,
  reviewActionsAgreed,
} from './review';

export * from './acknowledgement';
export * from './exception';
export * from './opinion';
export * from './policy-seeded';
export * from './policy-version';
export * from './review';
export * from './seed';

/** All facts of the policy service. */
export const policyContracts = contractsOf('policy', [
  policySeeded,
  policyDrafted,
  policyRevised,
  consultationOpened,
  opinionSubmitted,
  opinionAnswered,
  institutionVerified,
  policySimulated,
  policyApproved,
  policyPublished,
  socialisationHeld,
  policyAcknowledged,
  policyDeferred,
  socialisationShortfall,
  policyInForce,
  policySuperseded,
  policyRepealed,
  policyReviewScheduled,
  policyReviewStarted,
  policyReviewOverdue,
  policyReviewed,
  reviewActionsAgreed,
  reviewActionDone,
  exceptionRequested,
  exceptionGranted,
  exceptionRefused,
  exceptionExpired,
]);
