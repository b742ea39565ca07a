import { describe, expect, it } from '@jest/globals';
import { forecastOf } from './forecast';

/** E-1 with 83.33 points at the end of 2025. */
const e1 = { balance: '83.33', needed: '100', firstYear: 2026, months: 12, coefficient: '12.5' };

describe('the forecast of points', () => {
  it('at Baik is enough with 2027, at Sangat Baik with 2026', () => {
    expect(forecastOf('BAIK', { ...e1, pct: '100' })).toEqual({
      predicate: 'BAIK',
      years: [
        { year: 2026, points: '12.50', balance: '95.83' },
        { year: 2027, points: '12.50', balance: '108.33' },
      ],
      enoughWith: 2027,
    });
    expect(forecastOf('SANGAT_BAIK', { ...e1, pct: '150' })).toMatchObject({ enoughWith: 2026 });
  });
  it('counts the rest of a year', () =>
    expect(
      forecastOf('BAIK', { ...e1, balance: '0', months: 9, coefficient: '25', pct: '100' }).years[0],
    ).toEqual({ year: 2026, points: '18.75', balance: '18.75' }));
  it('has no year where there is enough, and none where it would take too long', () => {
    expect(forecastOf('BAIK', { ...e1, balance: '100.00', pct: '100' })).toMatchObject({
      ...{ years: [], enoughWith: null },
    });
    expect(forecastOf('SANGAT_KURANG', { ...e1, balance: '0', pct: '25', needed: '450' }).enoughWith).toBe(
      null,
    );
  });
});
