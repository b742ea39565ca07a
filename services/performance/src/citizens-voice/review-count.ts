import { decimal, fixed, type StreamRef, sum } from '@jejak/kernel';
import { canonical, sha256 } from '@jejak/ledger';

/** From a mark between 1 and 4 to an index. @source domain.md 9.2 */
const SCALE = 25;

/** A review that counts. */
export interface CountedReview {
  /** Mean of its three aspects. */
  readonly score: string;
  /** Its exact version. */
  readonly review: StreamRef;
}

/** What the reviews of one officer and period come to. */
export interface ReviewCount {
  /** 2 decimals; 0 where there are none, which no sample allows to be used. */
  readonly index: string;
  readonly n: number;
  readonly reviewsSha256: string;
}

/**
 * The individual citizen index: mean of the counted reviews × 25. Whether so few are used, the pinned `perf.citizen` says when a
 * rating is recommended.
 * @source domain.md 9.2, 18
 */
export const countOf = (reviews: readonly CountedReview[]): ReviewCount => {
  const n = reviews.length;
  const total = sum(reviews.map(({ score }) => score));
  const read = reviews
    .map(({ review: { stream, ver, hash } }) => ({ stream, ver, hash }))
    .sort((a, b) => (a.stream < b.stream ? -1 : 1));
  return {
    index: n === 0 ? '0.00' : fixed(decimal(total).times(SCALE).dividedBy(n), 2),
    n,
    reviewsSha256: sha256(canonical(read)).toString('hex'),
  };
};
