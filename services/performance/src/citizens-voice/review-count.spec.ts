import { describe, expect, it } from '@jest/globals';
import { countOf } from './review-count';

const scored = (n: number, score: string, from = 0) =>
  Array.from({ length: n }, (_, at) => ({
    score,
    review: { stream: `review-${from + at}`, ver: 1, hash: `hash-${from + at}` },
  }));

describe('the individual citizen index', () => {
  // (24 × 4 + 16 × 3) ÷ 40 = 3.6; with four ones 148 ÷ 44 × 25 = 84.0909.
  it('is the mean of the counted reviews times 25, with two decimals', () => {
    const forty = [...scored(24, '4.0000'), ...scored(16, '3.0000', 24)];
    expect(countOf(forty)).toMatchObject({ index: '90.00', n: 40 });
    expect(countOf([...forty, ...scored(4, '1.0000', 40)])).toMatchObject({ index: '84.09', n: 44 });
  });
  it('of nobody is 0, of a sample that nothing uses', () =>
    expect(countOf([])).toMatchObject({ index: '0.00', n: 0 }));
  it('names what was counted, in whatever order it was read', () => {
    const reviews = scored(3, '4.0000');
    expect(countOf([...reviews].reverse()).reviewsSha256).toBe(countOf(reviews).reviewsSha256);
    expect(countOf(reviews.slice(1)).reviewsSha256).not.toBe(countOf(reviews).reviewsSha256);
  });
});
