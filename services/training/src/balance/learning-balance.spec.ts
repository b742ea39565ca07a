import {
  jpCredited,
  jpRightUnmet,
  learningBalanceOpened,
  learningYearClosed,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { calendar, E1, some } from '../../test/people';
import { learningBalance, type LearningBalanceCommand } from './learning-balance.decider';

const { given } = specFor(learningBalance);
const reads = { calendar, rightOfPns: 20, endedOn: null };
const whose = { employeeId: E1, year: 2026 };
const about = { subject: E1 };
const closesAt = '2026-12-31T17:00:00.000Z';
const open = { type: 'OpenBalance', ...whose, kind: 'PNS', whole: true } as const;
const opened = learningBalanceOpened({ ...whose, kind: 'PNS', right: 20, closesAt }, about);
const hours = (n: number, jp: number) => ({
  ...{ ...whose, jp, source: 'TRAINING', ref: some(n), on: '2026-02-26' },
});
const credit = (n: number, jp: number): LearningBalanceCommand =>
  ({ type: 'CreditJp', ...hours(n, jp) }) as LearningBalanceCommand;
const credited = (n: number, jp: number) =>
  jpCredited(hours(n, jp) as Parameters<typeof jpCredited>[0], { ...about, effective: '2026-02-26' });
const close = { type: 'CloseYear' } as const;
const end = { ...about, effective: '2026-12-31' };
const closed = (jp: number) => learningYearClosed({ ...whose, kind: 'PNS', credited: jp }, end);

describe('a learning balance', () => {
  it('opens with the right of the year', () => given().when(open, reads).thenRecords(opened));
  it('opens once', () => given(opened).when(open, reads).thenRecords());
  it.each([
    ['a PPPK', { kind: 'PPPK' as const }],
    ['a candidate', { kind: 'CPNS' as const }],
    ['a year that is not counted whole', { whole: false }],
  ])('knows of no right of %s', (_, over) => {
    const kind = 'kind' in over ? over.kind : ('PNS' as const);
    given()
      .when({ ...open, ...over }, reads)
      .thenRecords(learningBalanceOpened({ ...whose, kind, right: null, closesAt }, about));
  });
  it('credits hours once, also before it is opened', () => {
    given().when(credit(1, 8), reads).thenRecords(credited(1, 8));
    given(credited(1, 8)).when(credit(1, 8), reads).thenRecords();
  });
  // 8 + 6 + 10 = 24 ≥ 20
  it('closes a year in which the right was met', () =>
    given(opened, credited(1, 8), credited(2, 6), credited(3, 10))
      .when(close, reads)
      .thenRecords(closed(24)));
  it.each([
    [20, 0],
    [19, 1],
  ])('with %d of 20 hours ends %d short', (jp, shortfall) =>
    given(opened, credited(1, jp))
      .when(close, reads)
      .thenRecords(
        ...(shortfall > 0 ? [jpRightUnmet({ ...whose, credited: jp, right: 20, shortfall }, end)] : []),
        closed(jp),
      ),
  );
  it('says nothing of a right that there is not', () => {
    const without = learningBalanceOpened({ ...whose, kind: 'PPPK', right: null, closesAt }, about);
    given(without)
      .when(close, reads)
      .thenRecords(learningYearClosed({ ...whose, kind: 'PPPK', credited: 0 }, end));
  });
  it.each([
    ['2026-12-30', false],
    // Employed to the last day of the year: it is counted whole.
    ['2026-12-31', true],
    ['2027-01-31', true],
  ])('owes nothing to who left: employed until %s, unmet: %s', (endedOn, unmet) =>
    given(opened, credited(1, 8))
      .when(close, { ...reads, endedOn })
      .thenRecords(
        ...(unmet ? [jpRightUnmet({ ...whose, credited: 8, right: 20, shortfall: 12 }, end)] : []),
        closed(8),
      ),
  );
  it('closes once, and only what was opened', () => {
    given(opened, closed(0)).when(close, reads).thenRecords();
    given().when(close, reads).thenRecords();
  });
});
