import { targetReviewTriggered } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { UNIT } from '../../test/nurse';
import { targetReview } from './target-review.decider';
import { flaggedShare, workloadIndex } from './workload';

const { given } = specFor(targetReview);
const trigger = { type: 'TriggerTargetReview', unitId: UNIT, year: 2026 } as const;
const reads = (flagged: number, targets: number) => ({
  ...{ now: '2026-01-12T00:00:00.000Z', flagged, targets, maxShare: '25' },
});
const triggered = targetReviewTriggered({
  unitId: UNIT,
  year: 2026,
  flagged: 3,
  targets: 8,
  share: '37.5000',
});

describe('a review of targets', () => {
  it('comes with more than 25 % of a unit’s targets flagged, once a year', () => {
    given().when(trigger, reads(3, 8)).thenRecords(triggered);
    given().when(trigger, reads(1, 4)).thenRecords();
    given().when(trigger, reads(0, 0)).thenRecords();
    given(triggered).when(trigger, reads(4, 8)).thenRecords();
  });
});

describe('the load of a unit', () => {
  it('is open plans in 100 normal hours: 20 plans of 20 people at 37.5 hours are 2.6667', () => {
    expect(workloadIndex({ openPlans: 20, staff: 20 }, '37.5')).toBe('2.6667');
    expect(workloadIndex({ openPlans: 3, staff: 0 }, '37.5')).toBeNull();
    expect(flaggedShare({ targets: 8, flagged: 3 })).toBe('37.5000');
    expect(flaggedShare({ targets: 0, flagged: 0 })).toBeNull();
  });
});
