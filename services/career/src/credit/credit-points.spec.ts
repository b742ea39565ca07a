import { FUNCTIONAL_LEVELS } from '@jejak/contracts/career';
import { PREDICATES } from '@jejak/contracts/performance';
import { sum } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import { levelParts, negated, pointsOf } from './credit-points';
import { levelAbove, levelOf, needOf, policyNameOf, rankSince } from './ladder';

/** A whole year at every level and predicate: 150, 100, 75, 50, 25 % of the coefficient, half-up. */
const WHOLE_YEAR: Readonly<Record<string, readonly string[]>> = {
  // 5.625, 3.75, 2.8125, 1.875, 0.9375
  Pemula: ['5.63', '3.75', '2.81', '1.88', '0.94'],
  Terampil: ['7.50', '5.00', '3.75', '2.50', '1.25'],
  // 18.75, 12.5, 9.375, 6.25, 3.125
  Mahir: ['18.75', '12.50', '9.38', '6.25', '3.13'],
  Penyelia: ['37.50', '25.00', '18.75', '12.50', '6.25'],
  'Ahli Pertama': ['18.75', '12.50', '9.38', '6.25', '3.13'],
  'Ahli Muda': ['37.50', '25.00', '18.75', '12.50', '6.25'],
  // 56.25, 37.5, 28.125, 18.75, 9.375
  'Ahli Madya': ['56.25', '37.50', '28.13', '18.75', '9.38'],
  'Ahli Utama': ['75.00', '50.00', '37.50', '25.00', '12.50'],
};

/** Table 7.3: ranks, for the next rank, for the next level, coefficient. */
const TABLE: readonly (readonly [string, readonly string[], string, string | null, string])[] = [
  ['Pemula', ['II/a'], '15', '15', '3.75'],
  ['Terampil', ['II/b', 'II/c', 'II/d'], '20', '60', '5'],
  ['Mahir', ['III/a', 'III/b'], '50', '100', '12.5'],
  ['Penyelia', ['III/c', 'III/d'], '100', null, '25'],
  ['Ahli Pertama', ['III/a', 'III/b'], '50', '100', '12.5'],
  ['Ahli Muda', ['III/c', 'III/d'], '100', '200', '25'],
  ['Ahli Madya', ['IV/a', 'IV/b', 'IV/c'], '150', '450', '37.5'],
  ['Ahli Utama', ['IV/d', 'IV/e'], '200', null, '50'],
];

describe('table 7.3', () => {
  it.each(TABLE)('%s', (name, ranks, nextRank, nextLevel, coefficient) => {
    const level = FUNCTIONAL_LEVELS.find((one) => one === name) ?? 'Pemula';
    expect(needOf(rules, level)).toEqual({ ranks, nextRank, nextLevel });
    expect(rules.coefficient[policyNameOf(level)]).toBe(coefficient);
  });
  it('has every level', () => expect(TABLE.map(([name]) => name)).toEqual([...FUNCTIONAL_LEVELS]));
});

describe('points', () => {
  const cells = FUNCTIONAL_LEVELS.flatMap((level) =>
    PREDICATES.map((predicate, at) => [level, predicate, WHOLE_YEAR[level][at]] as const),
  );
  it.each(cells)('of a whole year as %s at %s are %s', (level, predicate, expected) =>
    expect(
      pointsOf(12, rules.conversion[predicate] ?? '', rules.coefficient[policyNameOf(level)] ?? ''),
    ).toBe(expected),
  );
  it.each([
    ['Sangat Baik 12 months Pertama', 12, '150', '12.5', '18.75'],
    ['Baik 2 months', 2, '100', '12.5', '2.08'],
    ['Baik 8 months', 8, '100', '12.5', '8.33'],
    ['Kurang 12 months Muda', 12, '50', '25', '12.50'],
    ['Butuh Perbaikan 7 months Mahir', 7, '75', '12.5', '5.47'],
    ['Baik 3 months Pertama', 3, '100', '12.5', '3.13'],
    ['Sangat Baik 9 months Muda', 9, '150', '25', '28.13'],
  ])('of %s', (_, months, pct, coefficient, expected) =>
    expect(pointsOf(months, pct, coefficient)).toBe(expected),
  );
  it.each([
    ['a year of two positions', ['3.13', '28.13'], '31.26'],
    ['the official example', ['18.75', '2.08'], '20.83'],
  ])('add up as they were rounded: %s', (_, parts, expected) => expect(sum(parts).toFixed(2)).toBe(expected));
  it('are taken away again, and nothing is nothing', () =>
    expect(['12.50', '0.00', '-2.08'].map(negated)).toEqual(['-12.50', '0.00', '2.08']));
});

describe('the months of a level', () => {
  const pertama = { from: '2019-04-01', rank: 'III/a', level: 'Ahli Pertama' as const };
  const year = { from: '2026-01-01', to: '2026-12-31' };
  it('are those on whose 1st it was held', () => {
    const muda = { from: '2026-03-15', rank: 'III/c', level: 'Ahli Muda' as const };
    expect(levelParts(year, [pertama, muda], 1)).toEqual([
      { level: 'Ahli Pertama', from: '2026-01-01', to: '2026-03-14', months: 3 },
      { level: 'Ahli Muda', from: '2026-03-15', to: '2026-12-31', months: 9 },
    ]);
  });
  it('are not divided by a new rank on the same level', () =>
    expect(levelParts(year, [pertama, { ...pertama, from: '2026-04-01', rank: 'III/b' }], 1)).toEqual([
      { level: 'Ahli Pertama', ...year, months: 12 },
    ]));
  it('are none where it was less than one whole month', () => {
    const short = { from: '2026-01-15', to: '2026-02-10' };
    expect(levelParts(short, [pertama], 1)).toMatchObject([{ months: 0 }]);
    expect(levelParts({ ...short, to: '2026-02-14' }, [pertama], 1)).toMatchObject([{ months: 1 }]);
  });
  it('are left out where no level was held', () => {
    expect(levelParts(year, [{ ...pertama, level: null }], 1)).toEqual([]);
    expect(levelParts(year, [{ ...pertama, from: '2027-01-01' }], 1)).toEqual([]);
  });
});

describe('the ladder', () => {
  it.each([
    ['Ahli Pertama', 'Ahli Pertama'],
    [' ahli  muda', 'Ahli Muda'],
    ['AHLI_MADYA', 'Ahli Madya'],
    ['Pengawas', null],
    [null, null],
  ])('reads %s as %s', (text, expected) => expect(levelOf(text)).toBe(expected));
  it('leads up, and ends', () =>
    expect(FUNCTIONAL_LEVELS.map(levelAbove)).toEqual([
      ...['Terampil', 'Mahir', 'Penyelia', null],
      ...['Ahli Muda', 'Ahli Madya', 'Ahli Utama', null],
    ]));
  it('counts years in a rank from the day of the rank, not of the level', () => {
    const steps = [
      { from: '2019-05-01', rank: 'III/a', level: null },
      { from: '2023-04-01', rank: 'III/b', level: null },
      { from: '2024-01-01', rank: 'III/b', level: 'Ahli Pertama' as const },
    ];
    expect(rankSince(steps, '2027-04-01')).toBe('2023-04-01');
    expect(rankSince(steps, '2020-01-01')).toBe('2019-05-01');
    expect(rankSince(steps, '2018-01-01')).toBeNull();
    // The file opened with III/b, and the decree says since when.
    const file = { from: '2019-05-01', rank: 'III/b', level: null, assumed: true };
    expect(rankSince([file, steps[1]], '2027-04-01')).toBe('2023-04-01');
    expect(rankSince([file], '2027-04-01')).toBe('2019-05-01');
  });
});
