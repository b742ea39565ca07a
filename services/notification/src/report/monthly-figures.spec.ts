import { describe, expect, it } from '@jest/globals';
import { type DeadlineCounts, deadlineFigures } from './monthly-figures';

const of = (onTime: number, late: number, missed: number, escalated: number) => {
  const counts: DeadlineCounts = {
    unitId: null,
    unitCode: null,
    kind: 'WORK_PLAN',
    onTime,
    late,
    missed,
    escalated,
  };
  const { due, onTime: met, late: tooLate, missed: open, escalated: risen } = deadlineFigures(counts, 5);
  return [due, met, tooLate, open, risen];
};
const S = 'SUPPRESSED';

describe('the figures of a month', () => {
  it.each([
    // 20 + 10 + 6 = 36, all large enough.
    [
      [20, 10, 6, 7],
      [36, 20, 10, 6, 7],
    ],
    // One small part would follow from the whole: the next smallest goes too.
    [
      [20, 10, 2, 7],
      [32, 20, S, S, 7],
    ],
    [
      [20, 3, 2, 4],
      [25, 20, S, S, S],
    ],
    // 0 points at nobody.
    [
      [20, 0, 0, 0],
      [20, 20, 0, 0, 0],
    ],
    [
      [3, 0, 0, 0],
      [S, S, 0, 0, 0],
    ],
  ] as const)('%j: %j', ([a, b, c, d], shown) => expect(of(a, b, c, d)).toEqual(shown));
});
