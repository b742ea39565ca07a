import { describe, expect, it } from '@jest/globals';
import { crossing, daysToPromotion } from './threshold.controls';

describe('C5: a score raised across a threshold, both values within 5 % of it', () => {
  it('is E-1’s: (110 − 108.8149) ÷ 110 = 1.0774 %, (110.2149 − 110) ÷ 110 = 0.1954 %', () =>
    expect(crossing('108.8149', '110.2149', '110', '5')).toEqual({ threshold: '110', distance: '1.0774' }));
  it.each([
    // 110 × 0.95 = 104.5; 110 × 1.05 = 115.5.
    ['104.5000', '110.0000', '5.0000'],
    ['104.4999', '110.0000', null],
    ['109.9999', '115.5000', '5.0000'],
    ['109.9999', '115.5001', null],
    ['109.9999', '110.0000', '0.0001'],
    // It was not below, did not reach it, or fell.
    ['110.0000', '110.2149', null],
    ['108.8149', '109.9999', null],
    ['110.2149', '108.8149', null],
  ])('%s → %s about 110: %s', (before, after, distance) =>
    expect(crossing(before, after, '110', '5')?.distance ?? null).toBe(distance),
  );
  it('is held against the threshold that the policy has: under 112 E-1 crosses none', () => {
    expect(crossing('108.8149', '110.2149', '112', '5')).toBeNull();
    expect(crossing('89.0000', '90.0000', '90', '5')).toEqual({ threshold: '90', distance: '1.1111' });
  });
});

describe('C6: days from a correction to a promotion', () => {
  it.each([
    ['2027-02-05', '2027-04-01', 55],
    ['2027-02-05', '2027-05-06', 90],
    ['2027-02-05', '2027-05-07', null],
    ['2027-02-05', '2027-02-05', 0],
    ['2027-02-05', '2027-02-04', null],
  ])('%s → %s with a limit of 90: %s', (correctedOn, from, days) =>
    expect(daysToPromotion(correctedOn, from, 90)).toBe(days),
  );
});
