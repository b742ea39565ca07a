import { describe, expect, it } from '@jest/globals';
import { E1, indicators, PLAN, UNIT } from '../../test/nurse';
import { achievementsOf, actualOf, behindOf, realisedToDate, type Standing } from './standing';

const caps = new Map([['perf.cap@1', { min: '0', max: '120' }]]);
const [children, days] = indicators('1200');
const standing = (over: Partial<Standing> = {}): Standing => ({
  ...{ planId: PLAN, employeeId: E1, unitId: UNIT, periodStart: '2026-01-01', periodEnd: '2026-12-31' },
  ...{ indicator: children, cap: 'perf.cap@1', amounts: 4, total: '1320', last: '295', ...over },
});

describe('where an indicator stands', () => {
  it('comes to what its amounts do, as its aggregation says', () => {
    const of = (aggregation: 'SUM' | 'MEAN' | 'LAST') =>
      actualOf(standing({ indicator: { ...children, aggregation } }))?.toString();
    expect([of('SUM'), of('MEAN'), of('LAST')]).toEqual(['1320', '330', '295']);
    expect(actualOf(standing({ amounts: 0, total: null, last: null }))).toBeNull();
  });
  it('is held against what was expected by the day; at the end it is the realisation that is rated', () => {
    expect(realisedToDate(standing(), caps, '2026-12-31')?.toFixed(4)).toBe('110.0000');
    // 1200 × 181/365 = 595.0685; 595 of it
    const half = standing({ amounts: 2, total: '595' });
    expect(realisedToDate(half, caps, '2026-06-30')?.toFixed(4)).toBe('99.9885');
    const waiting = standing({ indicator: days, amounts: 1, total: '2.55', last: '2.55' });
    expect(realisedToDate(waiting, caps, '2026-06-30')?.toFixed(4)).toBe('115.0000');
  });
  it('is nothing while nothing counts, or nothing was to be reached', () => {
    expect(realisedToDate(standing({ amounts: 0, total: null }), caps, '2026-06-30')).toBeNull();
    expect(realisedToDate(standing(), caps, '2025-12-31')).toBeNull();
    const zero = { ...children, target: '0' };
    expect(realisedToDate(standing({ indicator: zero }), caps, '2026-06-30')).toBeNull();
    expect(() => realisedToDate(standing({ cap: 'perf.cap@2' }), caps, '2026-06-30')).toThrow('was not read');
  });
  it('of a range is inside it or not, whatever the day', () => {
    const indicator = { ...days, direction: 'RANGE' as const, target: null, rangeLow: '2', rangeHigh: '4' };
    const inside = standing({ indicator, amounts: 1, total: '3', last: '3' });
    expect(realisedToDate(inside, caps, '2026-02-01')?.toString()).toBe('100');
  });
  it('is behind where less was reached than expected, or nothing', () => {
    const slow = standing({ total: '1100' });
    const silent = standing({ planId: UNIT, amounts: 0, total: null, last: null });
    expect([...behindOf([slow, silent, standing({ planId: E1 })], caps, '2026-12-31')]).toEqual([
      ...[[PLAN, ['I-1']] as const, [UNIT, ['I-1']] as const, [E1, []] as const],
    ]);
  });
  it('makes a unit’s achievement with that of the others', () => {
    const other = standing({ planId: E1, total: '1200' });
    const silent = standing({ planId: UNIT, amounts: 0, total: null, last: null });
    expect(achievementsOf([standing(), other, silent], caps, '2026-12-31')).toEqual([
      { unitId: UNIT, indicatorId: 'I-1', plans: 3, measured: 2, mean: '105.00' },
    ]);
    expect(achievementsOf([silent], caps, '2026-12-31')).toMatchObject([{ measured: 0, mean: null }]);
  });
});
