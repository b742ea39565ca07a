import { describe, expect, it } from '@jest/globals';
import { cellOf, columnOf, partsOf, wholeAndParts, withoutSmallCells } from './small-cells';

const shown = (counts: Record<string, number>, minCell = 5) =>
  Object.fromEntries(withoutSmallCells(new Map(Object.entries(counts)), minCell));
const S = 'SUPPRESSED';

describe('small cells (domain.md 18)', () => {
  it.each([
    ['none is small', { a: 5, b: 9 }, { a: 5, b: 9 }],
    ['one alone takes the next smallest with it', { a: 4, b: 9, c: 7 }, { a: S, b: 9, c: S }],
    ['two hide each other', { a: 4, b: 1, c: 7 }, { a: S, b: S, c: 7 }],
    ['of two that are next smallest the first goes with it', { a: 4, b: 6, c: 6 }, { a: S, b: S, c: 6 }],
    ['nobody is shown', { a: 0, b: 9 }, { a: 0, b: 9 }],
    ['nobody hides nobody', { a: 0, b: 3, c: 6 }, { a: 0, b: S, c: S }],
    ['one that has nobody beside it', { a: 3, b: 0 }, { a: S, b: 0 }],
    ['all are small', { a: 1, b: 2, c: 3 }, { a: S, b: S, c: S }],
    ['there are none', {}, {}],
  ])('%s', (_, counts, expected) => expect(shown(counts as Record<string, number>)).toEqual(expected));
  it('alone: 0 is shown, and what is not below the least', () =>
    expect([0, 1, 4, 5].map((count) => cellOf(count, 5))).toEqual([0, S, S, 5]));
  it('as parts of a whole keep their names', () => {
    expect(partsOf({ upheld: 3, dismissed: 7, open: 0 }, 5)).toEqual({ upheld: S, dismissed: S, open: 0 });
    expect(partsOf({ overdue: 9, inTime: 1 }, 5)).toEqual({ overdue: S, inTime: S });
  });
  it('are as small as the policy says', () =>
    expect(shown({ a: 5, b: 9, c: 20 }, 6)).toEqual({ a: S, b: S, c: 20 }));
  it('of a column keep their order', () => {
    expect(columnOf([9, 4, 0, 7], 5)).toEqual([9, S, 0, S]);
    expect(columnOf([4, 4], 5)).toEqual([S, S]);
  });
  it('of a whole that is left out are left out', () => {
    expect(wholeAndParts(S, { a: 4, b: 0 }, 5)).toEqual({ a: S, b: S });
    expect(wholeAndParts(12, { a: 7, b: 5 }, 5)).toEqual({ a: 7, b: 5 });
    expect(wholeAndParts(12, { a: 8, b: 4 }, 5)).toEqual({ a: S, b: S });
  });
});
