import { describe, expect, it } from '@jest/globals';
import { E1, indicators, PLAN, UNIT } from '../../test/nurse';
import type { Standing } from '../standing/standing';
import { comparisonOf } from './comparison';

const caps = new Map([['perf.cap@1', { min: '0', max: '120' }]]);
const [children, days] = indicators('1200');
const standing = (over: Partial<Standing> = {}): Standing => ({
  ...{ planId: PLAN, employeeId: E1, unitId: UNIT, periodStart: '2026-01-01', periodEnd: '2026-12-31' },
  ...{ indicator: children, cap: 'perf.cap@1', amounts: 4, total: '1260', last: '1260', ...over },
});
const others = (n: number, total: string) =>
  Array.from({ length: n }, (_, at) => standing({ planId: `${PLAN}${at}`, total }));
const against = { others: others(5, '1200'), caps, date: '2026-12-31', minCell: 5, past: {} };
const verdictOf = (own: Standing, over: Partial<typeof against> & { readonly past?: object } = {}) =>
  comparisonOf([own], { ...against, ...over }).indicators[0];
const year = (value: string) => ({
  'I-1': [
    { year: 2024, value: '1' },
    { year: 2025, value },
  ],
});

describe('strengths and weaknesses', () => {
  it('are against the unit: 105 of 100 is a strength, 95 of 100 a weakness', () => {
    expect(verdictOf(standing())).toMatchObject({
      ...{ realised: '105.00', unit: { others: 5, mean: '100.00' }, past: null, verdict: 'STRENGTH' },
    });
    expect(verdictOf(standing({ total: '1140' }))).toMatchObject({ verdict: 'WEAKNESS' });
    expect(verdictOf(standing({ total: '1200' })).verdict).toBeNull();
  });
  it('say nothing of four others: each of them could be worked out too nearly', () =>
    expect(verdictOf(standing(), { others: others(4, '1200') })).toMatchObject({
      unit: null,
      verdict: null,
    }));
  it('are against the own last year, of which less is better where less is better', () => {
    // 1260 of 1120 is 112.5 per cent
    expect(verdictOf(standing(), { others: [], past: year('1120') })).toMatchObject({
      ...{ past: { year: 2025, percent: '112.50' }, verdict: 'STRENGTH' },
    });
    const slow = standing({ indicator: { ...days, indicatorId: 'I-1' }, amounts: 1, total: '3', last: '3' });
    // 3 days after 2.5: (2 − 3/2.5) × 100 = 80
    expect(verdictOf(slow, { others: [], past: year('2.5') })).toMatchObject({
      ...{ past: { percent: '80.00' }, verdict: 'WEAKNESS' },
    });
  });
  it('are neither where both say different things, or nothing counts yet, or it is a range', () => {
    expect(verdictOf(standing(), { past: year('1400') })).toMatchObject({
      ...{ past: { percent: '90.00' }, verdict: null },
    });
    const silent = standing({ amounts: 0, total: null, last: null });
    expect(verdictOf(silent, { past: year('1120') })).toMatchObject({ realised: null, verdict: null });
    const range = { ...children, direction: 'RANGE' as const, target: null, rangeLow: '1', rangeHigh: '2' };
    expect(verdictOf(standing({ indicator: range }), { others: [], past: year('1') }).past).toBeNull();
  });
  it('are named', () =>
    expect(comparisonOf([standing()], against)).toMatchObject({ strengths: ['I-1'], weaknesses: [] }));
});
