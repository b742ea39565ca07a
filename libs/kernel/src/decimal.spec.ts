import { describe, expect, it } from '@jest/globals';
import { decimal, fixed, rounded, sum } from './index';

describe('decimals (domain.md 2.3)', () => {
  it('is exact where binary floating point is not', () => {
    expect(decimal(2).minus(decimal('2.55').div(3)).times(100).equals(115)).toBe(true);
    expect(decimal(1320).times(100).div(1200).equals(110)).toBe(true);
    expect(sum(['0.1', '0.2']).equals('0.3')).toBe(true);
  });
  it.each([
    ['109.99995', 4, '110.0000'],
    ['109.99994', 4, '109.9999'],
    ['-0.00005', 4, '-0.0001'],
    ['76.605', 2, '76.61'],
    ['5.625', 2, '5.63'],
    ['2', 3, '2.000'],
  ])('rounds %s half-up, away from zero, to %d places', (value, places, expected) => {
    expect(fixed(value, places)).toBe(expected);
    expect(rounded(value, places).equals(expected)).toBe(true);
  });
});
