import type { Expectation } from '@jejak/contracts/performance';
import { type Decimal, rounded, sum } from '@jejak/kernel';

/** `perf.behaviour` */
export interface BehaviourThresholds {
  /** A mean at or above it is ABOVE. */
  readonly above: string;
  /** A mean under it is BELOW. */
  readonly below: string;
  /** As many values rated BELOW make the whole behaviour BELOW, whatever the mean. */
  readonly belowValues: number;
}

/** What a rating is worth in the mean of the seven. @source domain.md 5.4 */
export const POINTS: Readonly<Record<Expectation, number>> = { BELOW: 1, MEETS: 2, ABOVE: 3 };

/** Mean of the values on 1 BELOW, 2 MEETS, 3 ABOVE, to 4 places. @source domain.md 5.4 */
export const behaviourMean = (ratings: readonly Expectation[]): Decimal =>
  rounded(sum(ratings.map((rating) => POINTS[rating])).dividedBy(ratings.length), 4);

/** The rating of behaviour from those of its seven values; one BELOW bars ABOVE. @source domain.md 3 (`perf.behaviour`) */
export const behaviourRating = (
  ratings: readonly Expectation[],
  thresholds: BehaviourThresholds,
): Expectation => {
  const mean = behaviourMean(ratings);
  const below = ratings.filter((rating) => rating === 'BELOW').length;
  if (mean.lessThan(thresholds.below) || below >= thresholds.belowValues) return 'BELOW';
  return mean.greaterThanOrEqualTo(thresholds.above) && below === 0 ? 'ABOVE' : 'MEETS';
};
