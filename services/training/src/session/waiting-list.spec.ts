import { describe, expect, it } from '@jest/globals';
import { some } from '../../test/people';
import { type Waiting, waitingList } from './waiting-list';

const waiting = (n: number, over: Partial<Waiting> = {}): Waiting => ({
  ...{ enrolmentId: some(n), mandatory: false, improvementPlan: false, gap: '0.0000', jpThisYear: 10 },
  requestedAt: `2026-02-02T02:00:0${n}.000Z`,
  ...over,
});
const shown = (...list: Waiting[]) =>
  waitingList(list).map(({ who, rank, rule }) => [who.enrolmentId, rank, rule]);

describe('the waiting list (domain.md 6.3)', () => {
  // Each asked later than the first, and goes before it by one criterion alone.
  it.each([
    ['MANDATORY', { mandatory: true }],
    ['IMPROVEMENT_PLAN', { improvementPlan: true }],
    ['GAP', { gap: '1200.0000' }],
    ['FEWEST_JP', { jpThisYear: 9 }],
  ] as const)('is led by %s', (rule, over) =>
    expect(shown(waiting(1), waiting(2, over))).toEqual([
      [some(2), 1, rule],
      [some(1), 2, rule],
    ]),
  );
  it('else by the time of the request', () =>
    expect(shown(waiting(2), waiting(1))).toEqual([
      [some(1), 1, 'TIME_OF_REQUEST'],
      [some(2), 2, 'TIME_OF_REQUEST'],
    ]));
  it('takes the criteria in their order', () =>
    expect(
      shown(
        waiting(1, { jpThisYear: 0 }),
        waiting(2, { gap: '9.5000' }),
        waiting(3, { gap: '10.0000' }),
        waiting(4, { improvementPlan: true }),
        waiting(5, { mandatory: true, jpThisYear: 99 }),
      ),
    ).toEqual([
      [some(5), 1, 'MANDATORY'],
      [some(4), 2, 'MANDATORY'],
      [some(3), 3, 'IMPROVEMENT_PLAN'],
      [some(2), 4, 'GAP'],
      [some(1), 5, 'GAP'],
    ]));
  it('is the same in whatever order people are told of', () => {
    const list = [waiting(1), waiting(2, { requestedAt: waiting(1).requestedAt }), waiting(3, { gap: '5' })];
    expect(shown(...list)).toEqual(shown(...[...list].reverse()));
  });
  it('of one is one', () => expect(shown(waiting(1))).toEqual([[some(1), 1, 'TIME_OF_REQUEST']]));
});
