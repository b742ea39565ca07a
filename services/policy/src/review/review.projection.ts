import {
  policyContracts,
  type PolicyReviewed,
  type ReviewActionsAgreed,
  type ReviewTrigger,
  type ReviewVerdict,
} from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';
import type { Review, ReviewEvent } from './review.decider';

type Agreed = ReviewActionsAgreed['data']['actions'][number];

export interface ReviewRow {
  readonly reviewId: string;
  readonly policy: string;
  readonly status: Exclude<Review['status'], 'absent'>;
  /** The version that is reviewed; null while it is only scheduled. */
  readonly policyVersion: number | null;
  readonly trigger: ReviewTrigger;
  readonly basis: string;
  /** Legal dates: when it is due to begin, began, and its findings are due. */
  readonly dueOn: string;
  readonly startedOn: string | null;
  readonly findingsDueOn: string | null;
  readonly overdue: boolean;
  readonly measures: PolicyReviewed['data']['measures'];
  readonly verdict: ReviewVerdict | null;
  readonly proposed: PolicyReviewed['data']['actions'];
  readonly actions: readonly (Agreed & { readonly doneOn: string | null })[];
}

const none = { measures: [], verdict: null, proposed: [], actions: [], overdue: false };

/** The calendar of reviews, and what they came to. */
export const reviews = projection<ReviewEvent, ReviewRow>()({
  table: 'policy_review',
  source: policyContracts,
  key: ({ data }) => data.reviewId,
  opens: {
    PolicyReviewScheduled: ({ data: { reviewId, policy, dueOn } }) => ({
      ...{ reviewId, policy, status: 'SCHEDULED', policyVersion: null, trigger: 'CALENDAR', basis: '' },
      ...{ dueOn, startedOn: null, findingsDueOn: null, ...none },
    }),
    PolicyReviewStarted: ({ data }, row) => ({
      ...{ reviewId: data.reviewId, policy: data.policy, status: 'RUNNING', policyVersion: data.version },
      ...{ trigger: data.trigger, basis: data.basis, dueOn: row?.dueOn ?? data.startedOn },
      ...{ startedOn: data.startedOn, findingsDueOn: data.findingsDueOn, ...none },
    }),
  },
  on: {
    PolicyReviewOverdue: (row) => ({ ...row, overdue: true }),
    PolicyReviewed: (row, { data: { measures, verdict, actions } }) => ({
      ...{ ...row, status: 'FINDINGS_PUBLISHED', measures, verdict, proposed: actions },
    }),
    ReviewActionsAgreed: (row, { data: { actions } }) => ({
      ...{ ...row, status: actions.length === 0 ? 'ACTIONS_DONE' : 'ACTIONS_AGREED' },
      actions: actions.map((action) => ({ ...action, doneOn: null })),
    }),
    ReviewActionDone: (row, { data: { action, doneOn, last } }) => ({
      ...{ ...row, status: last ? 'ACTIONS_DONE' : row.status },
      actions: row.actions.map((one) => (one.action === action ? { ...one, doneOn } : one)),
    }),
  },
});
