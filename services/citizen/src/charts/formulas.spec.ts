import { describe, expect, it } from '@jest/globals';
import { improvement } from './improvement';
import { reviewIndex } from './review-index';

describe('formulas of domain.md 9.2', () => {
  it.each([
    // (185 − 55) × 100 ÷ 185 = 70.2702…
    [185, 55, '70.27'],
    [55, 55, '0.00'],
    [50, 75, '-50.00'],
    [0, 5, null],
  ])('improves from %d to %d by %s percent', (before, after, percent) =>
    expect(improvement(before, after)).toBe(percent),
  );

  it.each([
    // 40 of mean 3.6.
    ['144', 40, 30, '90.00'],
    // With 4 ones more: 148 ÷ 44 × 25 = 84.0909…
    ['148', 44, 30, '84.09'],
    // Section 16: 29 are too few, 30 are used.
    ['104.4', 29, 30, null],
    ['108', 30, 30, '90.00'],
    ['0', 0, 0, null],
  ])('gives %s of %d reviews (at least %d) the index %s', (total, n, least, index) =>
    expect(reviewIndex(total, n, least)).toBe(index),
  );
});
