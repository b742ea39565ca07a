import { type TargetReviewTriggered, targetReviewTriggered } from '@jejak/contracts/performance';
import { type Decider, decimal, rounded } from '@jejak/kernel';

export interface TriggerTargetReview {
  readonly type: 'TriggerTargetReview';
  readonly unitId: string;
  readonly year: number;
}
export interface TargetReviewGiven {
  /** Targets of the unit's plans that were submitted in the year, and how many of them were flagged as unrealistic. */
  readonly targets: number;
  readonly flagged: number;
  /** Per cent above which they are reviewed (`perf.other` flaggedTargetsShare). */
  readonly maxShare: string;
}

/** One review for a unit and year; further flags add nothing to it. @source domain.md 5.9 */
export const targetReview: Decider<
  TriggerTargetReview,
  TargetReviewTriggered,
  'quiet' | 'triggered',
  TargetReviewGiven
> = {
  initial: 'quiet',
  decide: ({ unitId, year }, state, { targets, flagged, maxShare }) => {
    if (state === 'triggered' || targets === 0) return [];
    const share = rounded(decimal(flagged).times(100).dividedBy(targets), 4);
    if (!share.greaterThan(maxShare)) return [];
    return [targetReviewTriggered({ unitId, year, flagged, targets, share: share.toFixed(4) })];
  },
  evolve: () => 'triggered',
};
