import { describe, expect, it } from '@jest/globals';
import { some } from '../../test/people';
import { hourBands, type YearFigures, yearTables } from './year-tables';

const S = 'SUPPRESSED';
const nothing: YearFigures = { hours: [], seats: [], programmes: [], overdue: [] };
const linesOf = (kind: string, figures: Partial<YearFigures>): string[] =>
  (
    yearTables({ ...nothing, ...figures }, 20, 5).find((table) => table.kind === `training-${kind}`)
      ?.content ?? ''
  )
    .split('\r\n')
    .slice(1, -1);
const people = (kind: 'PNS' | 'PPPK', n: number, credited: number) =>
  Array.from({ length: n }, () => ({ kind, credited }));
const P = some(1);
const seats = (unit: string, passed: number, failed = 0, open = 0) => ({
  ...{ programmeId: P, title: 'Rantai dingin', unit, passed, failed, open },
});
const programme = (over: Partial<YearFigures['programmes'][number]> = {}) => ({
  ...{ programmeId: P, title: 'Rantai dingin', kind: 'TECHNICAL', sessions: 2, costIdr: 10_000_000 },
  ...{ passed: 20, failed: 5, jp: 160, reactions: 22, reaction: '4.50', ...over },
});

describe('the bands of training hours', () => {
  it('are steps of half the right', () =>
    expect(hourBands(20).map(({ name }) => name)).toEqual(['0', '1-9', '10-19', '20-29', '30-39', '40+']));
  it.each([1, 2, 3, 7, 24])('begin where the one before ends, with a right of %d', (right) => {
    const bands = hourBands(right);
    const named = bands.slice(1, -1).map(({ name }) => name.split('-').map(Number));
    named.forEach(([from, to], at) => {
      expect(bands[at + 1].from).toBe(from);
      expect(bands[at + 2].from).toBe(to + 1);
    });
    expect(bands.at(-1)?.name).toBe(`${bands.at(-1)?.from}+`);
  });
});

describe('the tables of a year (domain.md 6.4, 18 small cells)', () => {
  it('are there where nothing was counted', () =>
    expect(yearTables(nothing, 20, 5).map(({ kind, rows }) => [kind, rows])).toEqual([
      ['training-hours', 0],
      ['training-seats', 0],
      ['training-results', 0],
      ['training-cost', 0],
      ['training-overdue', 0],
    ]));
  it('count what was missed, by unit and duty, as one set of cells', () => {
    const missed = (unit: string, duty: 'ONBOARDING' | 'ASSESSMENT', overdue: number) => ({
      unit,
      duty,
      overdue,
    });
    expect(
      linesOf('overdue', {
        overdue: [missed('A', 'ASSESSMENT', 2), missed('A', 'ONBOARDING', 9), missed('B', 'ONBOARDING', 6)],
      }),
    ).toEqual([`A,ASSESSMENT,${S}`, 'A,ONBOARDING,9', `B,ONBOARDING,${S}`]);
  });
  it('distribute people over hours, each at its edge, every kind for itself', () =>
    expect(
      linesOf('hours', {
        hours: [
          ...[
            ...people('PNS', 6, 0),
            ...people('PNS', 5, 9),
            ...people('PNS', 7, 10),
            ...people('PNS', 8, 19),
          ],
          ...[...people('PNS', 9, 20), ...people('PNS', 3, 39), ...people('PPPK', 5, 40)],
        ],
      }),
    ).toEqual([
      // Three with 30 to 39 hours alone would be left out: so are the five, the next smallest.
      ...['PNS,0,6', `PNS,1-9,${S}`, 'PNS,10-19,15', 'PNS,20-29,9', `PNS,30-39,${S}`, 'PNS,40+,0'],
      ...['PPPK,0,0', 'PPPK,1-9,0', 'PPPK,10-19,0', 'PPPK,20-29,0', 'PPPK,30-39,0', 'PPPK,40+,5'],
    ]));
  it('leave out a small unit, and with it the next smallest of the programme', () =>
    expect(
      linesOf('seats', { seats: [seats('A', 3), seats('B', 10, 1, 1), seats('C', 6), seats('D', 0)] }),
    ).toEqual([
      ...[`${P},Rantai dingin,A,${S}`, `${P},Rantai dingin,B,12`],
      ...[`${P},Rantai dingin,C,${S}`, `${P},Rantai dingin,D,0`],
    ]));
  it.each([
    [programme(), '25,20,5,80.00,22,4.50', '160,62500'],
    [programme({ failed: 4 }), `24,${S},${S},${S},22,4.50`, `${S},${S}`],
    [programme({ failed: 0 }), '20,20,0,100.00,22,4.50', '160,62500'],
    [programme({ passed: 3, failed: 0 }), `${S},${S},${S},${S},22,4.50`, `${S},${S}`],
    [programme({ reactions: 4 }), `25,20,5,80.00,${S},${S}`, '160,62500'],
    [programme({ passed: 0, failed: 0, jp: 0, reactions: 0, reaction: null }), '0,0,0,,0,', '0,'],
  ])('tell of results, satisfaction and cost what points at nobody: %#', (row, results, cost) => {
    expect(linesOf('results', { programmes: [row] })).toEqual([`${P},Rantai dingin,${results}`]);
    expect(linesOf('cost', { programmes: [row] })).toEqual([
      `${P},Rantai dingin,TECHNICAL,2,10000000,${cost}`,
    ]);
  });
});
