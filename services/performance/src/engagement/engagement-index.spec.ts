import { describe, expect, it } from '@jest/globals';
import { engagementOf, type UnitAnswers } from './engagement-index';

const rules = { reversed: ['PRESSURE'], minCell: 5 } as const;
const unit = (
  unitId: string,
  n: number,
  marks: readonly [number, number, number, number, number],
): UnitAnswers => {
  const [MOTIVATION, SATISFACTION, COMMITMENT, PRESSURE, LEADERSHIP] = marks.map((mark) => mark * n);
  return { unitId, n, sums: { MOTIVATION, SATISFACTION, COMMITMENT, PRESSURE, LEADERSHIP } };
};

describe('the engagement of units', () => {
  // 4 + 3 + 5 + (6 − 2) + 3 = 19 of 25: 76 %.
  it('is the mean by the highest mark, pressure turned round', () =>
    expect(engagementOf([unit('a', 5, [4, 3, 5, 2, 3])], rules)).toEqual([
      {
        ...{ unitId: 'a', suppressed: false, n: 5, index: '76.00' },
        means: [
          { question: 'MOTIVATION', mean: '4.00' },
          { question: 'SATISFACTION', mean: '3.00' },
          { question: 'COMMITMENT', mean: '5.00' },
          { question: 'PRESSURE', mean: '2.00' },
          { question: 'LEADERSHIP', mean: '3.00' },
        ],
      },
    ]));
  it('goes from 20, where everything is bad, to 100', () => {
    expect(engagementOf([unit('a', 6, [1, 1, 1, 5, 1])], rules)[0].index).toBe('20.00');
    expect(engagementOf([unit('a', 6, [5, 5, 5, 1, 5])], rules)[0].index).toBe('100.00');
  });
  it('is not told of four, and of the next smallest beside them neither', () => {
    const three = [
      unit('c', 9, [3, 3, 3, 3, 3]),
      unit('a', 4, [3, 3, 3, 3, 3]),
      unit('b', 6, [3, 3, 3, 3, 3]),
    ];
    expect(engagementOf(three, rules).map(({ unitId, suppressed, n }) => [unitId, suppressed, n])).toEqual([
      ['a', true, null],
      ['b', true, null],
      ['c', false, 9],
    ]);
  });
  it('is not told of nobody', () => expect(engagementOf([unit('a', 0, [3, 3, 3, 3, 3])], rules)).toEqual([]));
});
