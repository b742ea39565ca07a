import type { Expectation } from '@jejak/contracts/performance';
import { describe, expect, it } from '@jest/globals';
import { behaviourMean, behaviourRating } from './behaviour';

const thresholds = { above: '2.50', below: '1.75', belowValues: 2 };
const RATINGS: readonly Expectation[] = ['BELOW', 'MEETS', 'ABOVE'];
const of = (points: string): Expectation[] => [...points].map((point) => RATINGS[Number(point) - 1]);

describe('the rating of behaviour', () => {
  it.each([
    ['3332233', '2.7143', 'ABOVE'], // E-1: 19/7
    ['3333222', '2.5714', 'ABOVE'], // 18/7
    ['3332222', '2.4286', 'MEETS'], // 17/7
    ['3333331', '2.7143', 'MEETS'], // one BELOW bars ABOVE
    ['3333311', '2.4286', 'BELOW'], // two BELOW decide
    ['2222222', '2.0000', 'MEETS'],
    ['2222221', '1.8571', 'MEETS'], // 13/7 ≥ 1.75
    ['2222111', '1.5714', 'BELOW'], // 11/7 < 1.75
  ])('%s has mean %s and is %s', (points, mean, rating) => {
    expect(behaviourMean(of(points)).toFixed(4)).toBe(mean);
    expect(behaviourRating(of(points), thresholds)).toBe(rating);
  });

  it('is BELOW by the mean alone too', () =>
    // One BELOW only, so the mean decides: 13/7 = 1.8571 under a stricter policy.
    expect(behaviourRating(of('2222221'), { above: '2.50', below: '1.90', belowValues: 2 })).toBe('BELOW'));
});
