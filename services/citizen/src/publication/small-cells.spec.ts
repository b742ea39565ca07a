import { describe, expect, it } from '@jest/globals';
import { withoutSmallCells } from './small-cells';

const S = 'SUPPRESSED';

describe('counts for the public (domain.md 2.7, 18)', () => {
  it.each([
    [[], []],
    [
      [0, 5, 6],
      [0, 5, 6],
    ],
    // One alone could be worked out from the sum: the next smallest goes with it.
    [
      [4, 9, 7],
      [S, 9, S],
    ],
    [
      [4, 3, 9, 0],
      [S, S, 9, 0],
    ],
    [[4], [S]],
    [
      [4, 6, 6],
      [S, S, 6],
    ],
  ])('shows %j as %j', (counts, shown) => expect(withoutSmallCells(counts, 5)).toEqual(shown));
});
