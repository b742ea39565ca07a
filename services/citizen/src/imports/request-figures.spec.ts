import { describe, expect, it } from '@jest/globals';
import { requestFigures } from './request-figures';

const opened = '2022-01-01';
const closed = (closedOn: string | null) => ({ openedOn: opened, closedOn });

describe('the cases of a unit and month (domain.md 2.9)', () => {
  it('counts an open case as not closed in time', () =>
    // 0, 14, 15 days and one open: median 14, 2 of 4 within 14 days.
    expect(
      requestFigures([closed('2022-01-01'), closed('2022-01-15'), closed('2022-01-16'), closed(null)], 14),
    ).toEqual({
      ...{ cases: 4, open: 1, medianDays: '14.0', shareWithin: '50.0000' },
    }));
  it('takes the mean of the two in the middle', () =>
    // 1 and 4 days: 2.5.
    expect(requestFigures([closed('2022-01-05'), closed('2022-01-02')], 14).medianDays).toBe('2.5'));
  it('has no median where nothing is closed', () =>
    expect(requestFigures([closed(null)], 14)).toEqual({
      ...{ cases: 1, open: 1, medianDays: null, shareWithin: '0.0000' },
    }));
});
