import { describe, expect, it } from '@jest/globals';
import { saidAndDone, shownWeek } from './shown-figures';

const S = 'SUPPRESSED';

describe('a week of waiting', () => {
  const week = { week: '2026-08-31', n: 5, medianMinutes: '55.0', p90Minutes: 60 };
  it('is shown of so many that it points at nobody', () => expect(shownWeek(week, 5)).toEqual(week));
  it('says nothing of how long a few waited', () =>
    expect(shownWeek({ ...week, n: 4 }, 5)).toEqual({
      ...{ week: '2026-08-31', n: S, medianMinutes: null, p90Minutes: null },
    }));
});

describe('you said, we did', () => {
  const fee = { category: 'FEE', answered: 20, withGrounds: 12, satisfied: 10 };
  it('counts by category what was answered, what had grounds, and who was satisfied', () =>
    expect(saidAndDone([fee], 5)).toEqual([fee]));
  it('leaves out the few, and the next smallest by which they could be worked out', () =>
    expect(
      saidAndDone(
        [fee, { ...fee, category: 'OTHER', answered: 2 }, { ...fee, category: 'X', answered: 30 }],
        5,
      ),
    ).toMatchObject([
      { category: 'FEE', answered: S, withGrounds: S, satisfied: S },
      { category: 'OTHER', answered: S, withGrounds: S, satisfied: S },
      { category: 'X', answered: 30, withGrounds: 12, satisfied: 10 },
    ]));
  it('leaves out a part that is small, or whose rest is', () =>
    expect(saidAndDone([{ ...fee, withGrounds: 2, satisfied: 18 }], 5)).toEqual([
      { category: 'FEE', answered: 20, withGrounds: S, satisfied: S },
    ]));
  it('shows that there was none', () =>
    expect(saidAndDone([{ ...fee, withGrounds: 0, satisfied: 0 }], 5)).toMatchObject([
      { withGrounds: 0, satisfied: 0 },
    ]));
});
