import { describe, expect, it } from '@jest/globals';
import { requestFigures } from './request-figures';

const took = (days: number | null, cases = 1) => ({ days, cases });

describe('the cases of a unit and month (domain.md 2.9)', () => {
  it('counts an open case as not closed in time', () =>
    // 0, 14, 15 days and one open: median 14, 2 of 4 within 14 days.
    expect(requestFigures([took(15), took(0), took(null), took(14)], 14)).toEqual({
      ...{ cases: 4, open: 1, medianDays: '14.0', shareWithin: '50.0000' },
    }));
  it('takes the mean of the two in the middle', () =>
    // 1 and 4 days: 2.5.
    expect(requestFigures([took(4), took(1)], 14).medianDays).toBe('2.5'));
  it('counts each case that took so many days', () => {
    // 1, 1, 1, 20: median 1, 3 of 4 in time. 1, 1, 20, 20: median 10.5.
    expect(requestFigures([took(1, 3), took(20)], 14)).toEqual({
      ...{ cases: 4, open: 0, medianDays: '1.0', shareWithin: '75.0000' },
    });
    expect(requestFigures([took(20, 2), took(1, 2)], 14).medianDays).toBe('10.5');
  });
  it('has no median where nothing is closed', () =>
    expect(requestFigures([took(null)], 14)).toEqual({
      ...{ cases: 1, open: 1, medianDays: null, shareWithin: '0.0000' },
    }));
});
