import { citizenContracts, type QuarantineReason } from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';
import type { ReviewEvent } from './review.decider';

export interface ReviewRow {
  readonly reviewId: string;
  readonly unitId: string;
  readonly officerId: string;
  readonly submittedOn: string;
  readonly speed: number;
  readonly accuracy: number;
  readonly courtesy: number;
  readonly score: string;
  /** COUNTED, QUARANTINED or EXCLUDED. */
  readonly status: string;
  readonly why: QuarantineReason | null;
}

/** Reviews as numbers; their words stay sealed. */
export const reviewList = projection<ReviewEvent, ReviewRow>()({
  table: 'review',
  source: citizenContracts,
  key: ({ data }) => data.reviewId,
  opens: {
    ReviewSubmitted: ({ data: { aspects, text: _, textUntil: __, ...about } }) => ({
      ...{ ...about, ...aspects, status: 'COUNTED', why: null },
    }),
  },
  on: {
    ReviewQuarantined: (row, { data: { why } }) => ({ ...row, status: 'QUARANTINED', why }),
    ReviewReleased: (row) => ({ ...row, status: 'COUNTED' }),
    ReviewExcluded: (row) => ({ ...row, status: 'EXCLUDED' }),
    // The marks stay.
    ReviewTextErased: (row) => row,
  },
});
