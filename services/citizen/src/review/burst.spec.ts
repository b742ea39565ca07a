import { describe, expect, it } from '@jest/globals';
import { isBurst } from './burst';

const rule = { z: '3', days: 30, minReviews: 10 };
const each = (n: number, days: number) => Array.from({ length: days }, () => n);

describe('a burst of reviews', () => {
  // Mean 2, deviation 0 counts as 1: 5 is z = 3, 6 is z = 4.
  it('is more than three deviations above the mean', () => {
    expect(isBurst(5, each(2, 30), rule)).toBe(false);
    expect(isBurst(6, each(2, 30), rule)).toBe(true);
  });
  // 0 and 8 in turn: mean 4, deviation 4. 16 is z = 3.
  it('allows more where days differ', () => {
    const uneven = Array.from({ length: 30 }, (_, day) => (day % 2 === 0 ? 0 : 8));
    expect(isBurst(16, uneven, rule)).toBe(false);
    expect(isBurst(17, uneven, rule)).toBe(true);
  });
  it('says nothing of an officer of whom too little is known', () => {
    expect(isBurst(50, [...each(0, 29), 9], rule)).toBe(false);
    expect(isBurst(50, [...each(0, 29), 10], rule)).toBe(true);
    expect(isBurst(50, [], rule)).toBe(false);
  });
});
