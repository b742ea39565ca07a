import { eligibilityRoundPlanned } from '@jejak/contracts/career';
import { datasetPublished } from '@jejak/contracts/every-service';
import { recorded } from '@jejak/testing/recorded';
import { describe, expect, it } from '@jest/globals';
import { overdueFile } from './overdue-file';
import { datasetIdOf, overdueTimers } from './overdue-publications';
import { nameOf, periodOf, quarterOf } from './quarter';

const S = 'SUPPRESSED';

describe('a quarter', () => {
  it.each([
    ['2027-01-01', '2027-01-01', '2027-Q1', '2027-03-31'],
    ['2027-06-30', '2027-04-01', '2027-Q2', '2027-06-30'],
    ['2027-08-15', '2027-07-01', '2027-Q3', '2027-09-30'],
    ['2027-12-31', '2027-10-01', '2027-Q4', '2027-12-31'],
  ])('of %s begins on %s, is %s and ends on %s', (date, from, name, to) => {
    expect(quarterOf(date)).toBe(from);
    expect(nameOf(from)).toBe(name);
    expect(periodOf(name)).toEqual({ from, to });
  });
});

describe('promotions that were late, for the public (domain.md 2.4, 18 small cells)', () => {
  it('are counts by unit and clock, of which none points at anybody', () => {
    const counts = [
      { unit: 'DINKES', clock: 'DECISION', overdue: 7 },
      { unit: 'DINKES', clock: 'NOT_PROPOSED', overdue: 12 },
      { unit: 'PTSP', clock: 'PROPOSAL', overdue: 1 },
    ] as const;
    expect(overdueFile(counts, 5)).toEqual({
      rows: 3,
      content: `unit,clock,overdue\r\nDINKES,DECISION,${S}\r\nDINKES,NOT_PROPOSED,12\r\nPTSP,PROPOSAL,${S}\r\n`,
    });
    expect(overdueFile([], 5)).toEqual({ rows: 0, content: 'unit,clock,overdue\r\n' });
  });

  it('are published quarter by quarter from the one in which the city begins', () => {
    // Recorded in January 2027.
    const planned = eligibilityRoundPlanned({ on: '2027-03-01', dueAt: '2027-02-28T17:00:00.000Z' });
    const published = (name: string, version = 1) =>
      datasetPublished({
        ...{ datasetId: datasetIdOf(name), version, kind: 'career-overdue', title: name, rows: 0 },
        ...{ sha256: 'a'.repeat(64), policyRefs: ['pub@1'], period: periodOf(name) },
      });
    const pending = (...facts: Parameters<typeof recorded>[2]) =>
      overdueTimers
        .pending(recorded('career', 'city', [planned, ...facts]))
        .map(({ key, dueAt }) => [key, dueAt]);
    const second = ['2027-Q2', '2027-07-01T00:00:00.000Z'];
    expect(pending()).toEqual([['2027-Q1', '2027-04-01T00:00:00.000Z']]);
    expect(pending(published('2027-Q1'))).toEqual([second]);
    // Published anew: the next one is waited for already.
    expect(pending(published('2027-Q1'), published('2027-Q1', 2))).toEqual([second]);
    expect(pending(datasetPublished({ ...published('2027-Q1').data, kind: 'other' }))).toHaveLength(1);
  });
});
