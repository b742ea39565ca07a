import { policyContracts } from '@jejak/contracts/policy';
import { timers } from '@jejak/projections';
import type { ReviewEvent } from './review.decider';

/** When a scheduled review begins, and when the findings of one are late. @source domain.md 8.1, 2.4 */
export const reviewClocks = timers<ReviewEvent>({
  name: 'policy-review-clocks',
  source: policyContracts,
  of: {
    PolicyReviewScheduled: ({ data: { reviewId: key, policy, dueAt } }) => [
      { dueAt, command: 'StartReview', key, payload: { policy } },
    ],
    PolicyReviewStarted: ({ data: { reviewId: key, findingsDueAt: dueAt } }) => [
      { dueAt, command: 'MarkReviewOverdue', key },
    ],
  },
  done: {
    PolicyReviewStarted: ({ data: { reviewId: key } }) => [{ key, command: 'StartReview' }],
    PolicyReviewOverdue: ({ data: { reviewId: key } }) => [{ key, command: 'MarkReviewOverdue' }],
    PolicyReviewed: ({ data: { reviewId: key } }) => [{ key, command: 'MarkReviewOverdue' }],
  },
});
