import { decimal } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { composite, indicatorScore, relativeScore, resultRating, weighed } from './composite';

const cap = { min: '0', max: '120' };
const weights = { DATA: '70', SURVEY: '20', INTERVIEW: '10' };
const thresholds = { above: '110', meets: '90' };
const lines = (first: string) => [
  { weight: '40', realisation: first },
  { weight: '20', realisation: '115' },
  { weight: '20', realisation: decimal('85.25').times(100).dividedBy(82) },
  { weight: '20', realisation: '99' },
];
const compositeOf = (data: string, survey: string | null, interview: string | null) =>
  weighed(weights, [
    { method: 'DATA', score: indicatorScore(lines(data)), sample: 4 },
    { method: 'SURVEY', score: survey === null ? null : relativeScore(survey, 80, cap), sample: 40 },
    { method: 'INTERVIEW', score: interview === null ? null : relativeScore(interview, 4, cap), sample: 5 },
  ]);

describe('from data to rating (domain.md 5.4)', () => {
  it('indicator score of E-1: 46 + 23 + 20.7927 + 19.8, and with 60 fewer children 44 + …', () => {
    expect(indicatorScore(lines('115')).toFixed(4)).toBe('109.5927');
    expect(indicatorScore(lines('110')).toFixed(4)).toBe('107.5927');
  });

  it('survey 90 of 80 is 112.5, interview 4.4 of 4 is 110; both capped', () => {
    expect(relativeScore('90', 80, cap).toString()).toBe('112.5');
    expect(relativeScore('4.4', 4, cap).toString()).toBe('110');
    expect(relativeScore('5', 4, cap).toString()).toBe('120');
  });

  it('composite of E-1: 0.7 S + 22.5 + 11', () => {
    expect(composite(compositeOf('115', '90', '4.4')).toFixed(4)).toBe('110.2149');
    expect(composite(compositeOf('110', '90', '4.4')).toFixed(4)).toBe('108.8149');
  });

  it('moves the weight of a small sample to the data', () => {
    const moved = compositeOf('115', null, '4.4');
    expect(moved.map(({ method, weight }) => [method, weight.toString()])).toEqual([
      ['DATA', '90'],
      ['SURVEY', '0'],
      ['INTERVIEW', '10'],
    ]);
    // 0.9 × 109.592683 + 11
    expect(composite(moved).toFixed(4)).toBe('109.6334');
    expect(composite(compositeOf('115', null, null)).toFixed(4)).toBe('109.5927');
  });
});

describe('the work-result rating', () => {
  it.each([
    ['109.99996', 'ABOVE'], // rounds to 110.0000
    ['109.99994', 'MEETS'], // rounds to 109.9999
    ['90.0000', 'MEETS'],
    ['89.99995', 'MEETS'], // rounds to 90.0000
    ['89.99994', 'BELOW'], // rounds to 89.9999
    ['108.8149', 'MEETS'],
    ['110.2149', 'ABOVE'],
  ])('of %s is %s', (score, rating) => expect(resultRating(score, thresholds)).toBe(rating));
});
