import {
  citizenContracts,
  type ReviewExcluded,
  type ReviewQuarantined,
  type ReviewReleased,
  type ReviewSubmitted,
} from '@jejak/contracts/citizen';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

export type ReviewFact = ReviewSubmitted | ReviewQuarantined | ReviewReleased | ReviewExcluded;

/** A citizen's review as far as it counts for whom it is about. */
export interface CitizenReviewRow {
  readonly reviewId: string;
  readonly officerId: string;
  readonly submittedOn: string;
  readonly score: string;
  readonly counts: boolean;
  /** Of the stream at the row's `version`: what a count names that rested on this row. */
  readonly hash: string;
}

const row = (
  counts: boolean,
  { data: { reviewId, officerId, submittedOn, score }, envelope: { hash } }: Recorded<ReviewFact>,
): CitizenReviewRow => ({ reviewId, officerId, submittedOn, score, counts, hash });

/** Each of its facts says all of a review that is needed here: what it counted before does not matter. @source domain.md 9.2 */
export const citizenReviewList = projection<ReviewFact, CitizenReviewRow>()({
  table: 'citizen_review',
  source: citizenContracts,
  key: ({ data }) => data.reviewId,
  opens: {
    ReviewSubmitted: (event) => row(true, event),
    ReviewQuarantined: (event) => row(false, event),
    ReviewReleased: (event) => row(true, event),
    ReviewExcluded: (event) => row(false, event),
  },
});
