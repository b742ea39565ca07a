import { describe, expect, it } from '@jest/globals';
import { countsOf } from '../scoring/distribution';
import { periodsUntil } from './quarter-figures';
import { quarterEnding, quarterOf } from './quarter';
import { type QuarterFigures, quarterTables } from './quarter-tables';

describe('a quarter', () => {
  it.each([
    ['2027-Q1', '2027-01-01', '2027-03-31'],
    ['2027-Q2', '2027-04-01', '2027-06-30'],
    ['2027-Q3', '2027-07-01', '2027-09-30'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
  ])('%s is from %s to %s', (name, from, to) => {
    expect(quarterOf(name)).toEqual({ name, year: Number(name.slice(0, 4)), from, to });
    expect(quarterEnding(to)).toBe(name);
    expect(quarterEnding(from)).toBeNull();
  });
  it('is nothing else', () => {
    for (const name of ['2027-Q5', '2027-01', '', '1027-Q1'])
      expect(() => quarterOf(name)).toThrow(RangeError);
  });
  it('looks back on the periods of four, months or quarters', () => {
    const found = periodsUntil('2027-Q1');
    expect(found).toHaveLength(16);
    expect([found.at(0), found.at(-1)]).toEqual(['2026-04', '2027-Q1']);
    expect(found).toContain('2026-Q2');
    expect(found).not.toContain('2026-Q1');
  });
});

const S = 'SUPPRESSED';
const nothing: QuarterFigures = {
  ...{ achievements: [], plans: [], predicates: [], rewards: [], objections: [] },
  ...{ samples: [], overdue: [] },
};
const linesOf = (kind: string, figures: Partial<QuarterFigures>): string[] =>
  (
    quarterTables({ ...nothing, ...figures }, 5).find((table) => table.kind === `performance-${kind}`)
      ?.content ?? ''
  )
    .split('\r\n')
    .slice(1, -1);
const none = { upheld: 0, partly: 0, dismissed: 0, pending: 0 };

describe('the tables of a quarter (domain.md 18, small cells)', () => {
  it('are there where nothing was counted', () =>
    expect(quarterTables(nothing, 5).map(({ kind, rows }) => [kind, rows])).toEqual([
      ['performance-achievement', 0],
      ['performance-plans', 0],
      ['performance-predicates', 0],
      ['performance-rewards', 0],
      ['performance-objections', 0],
      ['performance-overdue', 0],
      ['performance-data-quality', 0],
    ]));
  it('48 · say nothing of the one objection of the health office, and 0 of the others', () =>
    expect(
      linesOf('objections', {
        objections: [
          { unit: 'DINKES', ...none, upheld: 1 },
          { unit: 'PTSP', ...none },
        ],
      }),
    ).toEqual([`DINKES,${S},${S},${S},${S},${S}`, 'PTSP,0,0,0,0,0']));
  it('leave out the next smallest where one alone would be left out, and parts as their wholes', () =>
    expect(
      linesOf('objections', {
        objections: [
          { unit: 'A', ...none, upheld: 2 },
          { unit: 'B', ...none, upheld: 3, dismissed: 6 },
          { unit: 'C', ...none, upheld: 5, dismissed: 6 },
          { unit: 'D', ...none, upheld: 5, partly: 4, dismissed: 9 },
        ],
      }),
    ).toEqual([
      `A,${S},${S},${S},${S},${S}`,
      `B,${S},${S},${S},${S},${S}`,
      'C,11,5,0,6,0',
      `D,18,${S},${S},9,0`,
    ]));
  it('show the predicates of twenty, without the two and those by which the two could be worked out', () => {
    const counts = { ...countsOf([]), SANGAT_BAIK: 5, BAIK: 13, BUTUH_PERBAIKAN: 2 };
    expect(linesOf('predicates', { predicates: [{ unit: 'DINKES', counts }] })).toEqual([
      `DINKES,20,${S},13,${S},0,0`,
    ]);
  });
  it('have no share of what is left out', () => {
    const plans = [
      { unit: 'A', onTime: 19, late: 1 },
      { unit: 'B', onTime: 20, late: 0 },
      { unit: 'C', onTime: 15, late: 5 },
    ];
    expect(linesOf('plans', { plans })).toEqual([
      `A,20,${S},${S},${S}`,
      'B,20,20,0,100.00',
      'C,20,15,5,75.00',
    ]);
    const [rewards, achievements] = [
      [5, 1].map((granted) => ({ unit: 'A', ruleId: `R${granted}`, granted, amount: 1_000_000 })),
      [9, 8, 0].map((measured) => ({
        ...{ unit: 'A', indicatorId: `I-${measured}`, measured },
        mean: measured === 0 ? null : '101.50',
      })),
    ];
    expect(linesOf('rewards', { rewards })).toEqual([`A,R5,${S},${S}`, `A,R1,${S},${S}`]);
    expect(linesOf('achievement', { achievements })).toEqual([
      ...['A,I-9,9,101.50', 'A,I-8,8,101.50', 'A,I-0,0,'],
    ]);
  });
  it('tell what duties were let pass, and of few not how many', () => {
    const overdue = [
      { unit: 'DINKES', duty: 'PERIOD', overdue: 7 },
      { unit: 'DINKES', duty: 'PLAN', overdue: 6 },
      { unit: 'PTSP', duty: 'APPEAL', overdue: 1 },
    ] as const;
    expect(linesOf('overdue', { overdue })).toEqual([
      ...['DINKES,PERIOD,7', `DINKES,PLAN,${S}`, `PTSP,APPEAL,${S}`],
    ]);
  });
  it('tell how far self-reports can be believed', () => {
    const samples = [
      { period: '2026-Q4', population: 90, drawn: 9, checked: 9, correct: 9 },
      { period: '2027-Q1', population: 120, drawn: 12, checked: 0, correct: 0 },
    ];
    expect(linesOf('data-quality', { samples })).toEqual(['2026-Q4,90,9,9,9,100.00', '2027-Q1,120,12,0,0,']);
  });
});
