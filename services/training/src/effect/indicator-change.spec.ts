import { describe, expect, it } from '@jest/globals';
import { indicatorChanges, type Reached } from './indicator-change';

const people = (
  n: number,
  participant: boolean,
  before: string,
  after: string,
  indicatorId = 'I-1',
): Reached[] => Array.from({ length: n }, () => ({ indicatorId, participant, before, after }));

describe('the change of an indicator (domain.md 6.3)', () => {
  it('of participants stands beside that of others, each with its number', () =>
    expect(
      indicatorChanges(
        [
          // (10 × 3 + 5 × 2) / 5 = 8
          ...[...people(3, true, '90', '100'), ...people(2, true, '95', '100')],
          // A fall of 1 of each.
          ...people(6, false, '101.5', '100.5'),
        ],
        5,
      ),
    ).toEqual([
      {
        indicatorId: 'I-1',
        participants: { mean: '8.0000', n: 5 },
        others: { mean: '-1.0000', n: 6 },
      },
    ]));
  it('of too few people is not shown, of nobody is nothing, and indicators are in order', () =>
    expect(
      indicatorChanges([...people(4, true, '90', '100', 'I-2'), ...people(5, false, '1', '2', 'I-1')], 5),
    ).toEqual([
      { indicatorId: 'I-1', participants: { mean: null, n: 0 }, others: { mean: '1.0000', n: 5 } },
      { indicatorId: 'I-2', participants: { mean: null, n: 'SUPPRESSED' }, others: { mean: null, n: 0 } },
    ]));
});
