import { describe, expect, it } from '@jest/globals';
import { figuresOf, forPublic, type Hire } from './figures';

const hired = (days: number, atLeastGood: boolean | null = null, resigned = false): Hire => ({
  ...{ days, atLeastGood, resigned },
});

describe('the effectiveness of a selection (domain.md 4.5)', () => {
  it('counts by channel, most first', () =>
    expect(
      figuresOf(
        new Map([
          ['CAMPUS', 7],
          ['SSCASN', 12],
          ['JOB_FAIR', 7],
        ]),
        [],
      ),
    ).toMatchObject({
      applicants: 26,
      reach: [
        { channel: 'SSCASN', count: 12 },
        { channel: 'CAMPUS', count: 7 },
        { channel: 'JOB_FAIR', count: 7 },
      ],
    }));
  it.each([
    [[], null],
    [[78], '78.0'],
    [[90, 70], '80.0'],
    [[71, 70], '70.5'],
    [[300, 70, 80], '80.0'],
  ])('takes %j days to fill a seat: %s', (days, median) =>
    expect(
      figuresOf(
        new Map(),
        days.map((n) => hired(n)),
      ).daysToFill,
    ).toBe(median),
  );
  it('says nothing of who is not rated yet', () => {
    expect(figuresOf(new Map(), [hired(70)]).afterOneYear).toEqual({ rated: 0, atLeastGood: 0, share: null });
    // 2 of 3 are 66.666… percent.
    const three = [hired(70, true), hired(70, false), hired(70, true), hired(70)];
    expect(figuresOf(new Map(), three).afterOneYear).toEqual({ rated: 3, atLeastGood: 2, share: '66.67' });
  });
  it('counts who resigned in the first year', () =>
    expect(figuresOf(new Map(), [hired(70, null, true), hired(70)]).firstYearResignations).toBe(1));
});

describe('the same for the public (domain.md 2.7, 18)', () => {
  const some = (count: number, good: boolean | null): Hire[] =>
    Array.from({ length: count }, () => hired(70, good));
  const told = (hires: Hire[]) => forPublic(figuresOf(new Map(), hires), 5);
  it('leaves out a small channel, and the next smallest with it', () =>
    expect(
      forPublic(
        figuresOf(
          new Map([
            ['SSCASN', 12],
            ['CAMPUS', 7],
            ['JOB_FAIR', 4],
          ]),
          [],
        ),
        5,
      ).reach.map(({ count }) => count),
    ).toEqual([12, 'SUPPRESSED', 'SUPPRESSED']));
  it.each([
    [0, 0, null],
    [4, 'SUPPRESSED', 'SUPPRESSED'],
    [5, 5, '70.0'],
  ])('%d hires: %s, %s days', (count, hires, daysToFill) =>
    expect(told(some(count, null))).toMatchObject({ hires, daysToFill }),
  );
  it.each([
    [6, 0, 0],
    [6, 4, 'SUPPRESSED'],
    [4, 6, 'SUPPRESSED'],
    [6, 5, 5],
  ])('of %d who stayed and %d who resigned tells %s', (stayed, resigned, told) =>
    expect(
      forPublic(
        figuresOf(new Map(), [
          ...some(stayed, null),
          ...Array.from({ length: resigned }, () => hired(70, null, true)),
        ]),
        5,
      ).firstYearResignations,
    ).toBe(told),
  );
  it('tells a share only where neither of its two counts is small', () => {
    expect(told([...some(5, true), ...some(5, false)]).afterOneYear).toEqual({
      ...{ rated: 10, atLeastGood: 5, share: '50.00' },
    });
    expect(told([...some(9, true), ...some(1, false)]).afterOneYear).toEqual({
      ...{ rated: 10, atLeastGood: 'SUPPRESSED', share: 'SUPPRESSED' },
    });
    expect(told(some(6, true)).afterOneYear).toEqual({ rated: 6, atLeastGood: 6, share: '100.00' });
  });
});
