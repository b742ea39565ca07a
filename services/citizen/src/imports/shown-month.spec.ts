import { describe, expect, it } from '@jest/globals';
import { shownMonth } from './shown-month';

const S = 'SUPPRESSED';
// 15 of 20 within 14 days.
const month = {
  ...{ unitCode: 'DINKES', fromDate: '2026-08-01', unitId: null, cases: 20, open: 6 },
  ...{ medianDays: '4.0', shareWithin: '75.0000' },
};

describe('the cases of a month, as everybody sees them', () => {
  it('are shown where there are enough of each', () => expect(shownMonth(month, 5)).toEqual(month));
  it('are left out where they are few, with all that is computed from them', () =>
    expect(shownMonth({ ...month, cases: 4, open: 0, shareWithin: '100.0000' }, 5)).toEqual({
      ...{ ...month, cases: S, open: S, medianDays: null, shareWithin: null },
    }));
  it('say nothing of a few that are open, nor of how long the others took', () =>
    expect(shownMonth({ ...month, open: 2 }, 5)).toMatchObject({ cases: 20, open: S, medianDays: null }));
  it('say nothing of a few that took long', () =>
    // 19 of 20.
    expect(shownMonth({ ...month, shareWithin: '95.0000' }, 5)).toMatchObject({
      ...{ cases: 20, open: 6, shareWithin: null },
    }));
  it('show that none is open, and that all were in time', () =>
    expect(shownMonth({ ...month, open: 0, shareWithin: '100.0000' }, 5)).toMatchObject({
      ...{ open: 0, medianDays: '4.0', shareWithin: '100.0000' },
    }));
});
