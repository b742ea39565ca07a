import { adoptionRoundHeld, learningBalanceOpened } from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { recorded } from '@jejak/testing/recorded';
import { describe, expect, it } from '@jest/globals';
import { E1 } from '../../test/people';
import { publicationTimers } from '../publication/year-publications';
import { adoptionRound, adoptionRoundStream } from './adoption-round.decider';
import { adoptionRoundTimers } from './adoption-round.timers';
import { lastDayOf, quarterOf } from './quarter';

const { given } = specFor(adoptionRound);
const hold = { type: 'HoldAdoptionRound', quarter: '2026-04-01', units: 38, low: 3 } as const;
const handed = { calendar: { zone: 'Asia/Jakarta', holidays: [] }, publicationDays: 31 };
const held = adoptionRoundHeld({ quarter: '2026-04-01', units: 38, low: 3 });

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-01-01', '2026-03-31'],
    ['2026-03-31', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-04-01', '2026-06-30'],
    ['2026-08-15', '2026-07-01', '2026-09-30'],
    ['2026-12-31', '2026-10-01', '2026-12-31'],
  ])('of %s begins on %s and ends on %s', (date, first, last) => {
    expect(quarterOf(date)).toBe(first);
    expect(lastDayOf(first)).toBe(last);
  });
});

describe('the round of a quarter', () => {
  it('is held once', () => {
    given().when(hold, handed).thenRecords(held);
    given(held).when(hold, handed).thenRecords();
    const next = { ...hold, quarter: '2026-07-01' };
    given(held)
      .when(next, handed)
      .thenRecords(adoptionRoundHeld({ quarter: '2026-07-01', units: 38, low: 3 }));
  });

  it('says, of the last of a year, when the year is published', () => {
    const last = { ...hold, quarter: '2026-10-01' };
    const { type: _, ...data } = last;
    given()
      .when(last, handed)
      .thenRecords(adoptionRoundHeld({ ...data, publishAt: '2027-01-31T17:00:00.000Z' }));
    given()
      .when(last, { ...handed, publicationDays: null })
      .thenRecords(adoptionRoundHeld(data));
    const pending = (...publishAt: string[]) =>
      publicationTimers.pending(
        recorded(
          'training',
          adoptionRoundStream(),
          [{}, ...publishAt.map((at) => ({ publishAt: at }))].map((more) =>
            adoptionRoundHeld({ ...data, ...more }),
          ),
        ),
      );
    expect(pending()).toEqual([]);
    expect(pending('2027-01-31T17:00:00.000Z')).toEqual([
      { dueAt: '2027-01-31T17:00:00.000Z', command: 'PublishYear', key: '2026' },
    ]);
  });

  it('is due when the quarter of the first employee is over, and then quarter by quarter', () => {
    const balance = learningBalanceOpened({
      ...{ employeeId: E1, year: 2027, kind: 'PNS', right: 20, closesAt: '2027-12-31T17:00:00.000Z' },
    });
    // Recorded in January 2027.
    const created = recorded('training', `learning-balance-${E1}`, [balance]);
    const rounds = (...quarters: string[]) => {
      const facts = quarters.map((quarter) => adoptionRoundHeld({ quarter, units: 38, low: 3 }));
      return adoptionRoundTimers.pending([...created, ...recorded('training', adoptionRoundStream(), facts)]);
    };
    const due = (quarter: string, dueAt: string) => [{ dueAt, command: 'HoldAdoptionRound', key: quarter }];
    expect(rounds()).toEqual(due('2027-01-01', '2027-04-01T00:00:00.000Z'));
    expect(rounds('2027-01-01')).toEqual(due('2027-04-01', '2027-07-01T00:00:00.000Z'));
    expect(rounds('2027-01-01', '2027-04-01')).toEqual(due('2027-07-01', '2027-10-01T00:00:00.000Z'));
  });
});
