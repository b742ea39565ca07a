import { describe, expect, it } from '@jest/globals';
import { readings } from '../../test/appraised';
import { indicators } from '../../test/nurse';
import { forecast } from './forecast';
import { progressOf, type Standing } from './my-performance';

const cap = { min: '0', max: '120' };
const amounts = readings.map((reading) => ({ ...reading, rejectionCode: null, reason: null }));

const standing: Standing = {
  ...{ date: '2026-12-31', plan: { from: '2026-01-01', to: '2026-12-31' }, past: [] },
};

describe('my performance', () => {
  it('is the indicator score of what is verified, with everything else beside it', () => {
    const found = progressOf(indicators('1200'), amounts, cap, standing);
    expect(found.indicatorScore).toBe('107.5927');
    expect(found.indicators[0]).toMatchObject({ actual: '1320.0000', realisation: '110.0000' });
    expect(found.indicators[0].amounts.map(({ status }) => status)).toContain('REJECTED');
  });
  it('counts an indicator without amounts as nothing yet', () => {
    const found = progressOf(indicators('1200'), [], cap, standing);
    expect(found.indicatorScore).toBe('0.0000');
    expect(found.indicators[0]).toMatchObject({ actual: null, realisation: null });
  });
  it('holds each indicator against what was expected by the day, and names what is to be gained', () => {
    const half = { ...standing, date: '2026-07-01' };
    const found = progressOf(indicators('1200'), amounts.slice(0, 2), cap, half);
    // 1200 × 182/365 = 598.3562; 330 + 345 = 675 is ahead of it
    expect(found.indicators[0]).toMatchObject({ expectedToDate: '598.3562', onTrack: true });
    // Nothing at all of the others; 40 × (100 − 56.25)/100 = 17.5 of the first
    expect(found.indicators[1]).toMatchObject({ expectedToDate: '3.0000', onTrack: false });
    expect(found.nextSteps).toEqual([
      ...['I-2', 'I-3', 'I-4'].map((indicatorId) => ({ indicatorId, gain: '20.0000' })),
      { indicatorId: 'I-1', gain: '17.5000' },
    ]);
  });
});

describe('the forecast', () => {
  const plan = { from: '2026-01-01', to: '2026-12-31' };
  const quarter = (year: number, from: string, to: string, quantity: string) => ({
    ...{ quantity, from: `${year}-${from}`, to: `${year}-${to}` },
  });
  const first = [quarter(2026, '01-01', '03-31', '330')];
  it('goes on at the pace so far: 330 in 90 days is 1 338.3333 in 365', () =>
    expect(forecast({ aggregation: 'SUM' }, plan, first, []).linear).toBe('1338.3333'));
  it('follows the seasons of the year before: a quarter of 200 in 1 000 makes 1 650 of 330', () => {
    const past = [
      ...[quarter(2025, '01-01', '03-31', '200'), quarter(2025, '04-01', '06-30', '250')],
      ...[quarter(2025, '07-01', '09-30', '250'), quarter(2025, '10-01', '12-31', '300')],
    ];
    expect(forecast({ aggregation: 'SUM' }, plan, first, past).seasonal).toBe('1650.0000');
    const year = [quarter(2025, '01-01', '12-31', '1000')];
    expect(forecast({ aggregation: 'SUM' }, plan, first, year).seasonal).toBeNull();
  });
  it('of a mean is the mean, and of nothing nothing', () => {
    expect(forecast({ aggregation: 'MEAN' }, plan, first, [])).toEqual({
      linear: '330.0000',
      seasonal: null,
    });
    expect(forecast({ aggregation: 'SUM' }, plan, [], [])).toEqual({ linear: null, seasonal: null });
  });
});
