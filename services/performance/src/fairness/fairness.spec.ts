import { employeeRegistered } from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E1, SUP1, SUP2 } from '../../test/nurse';
import { recorded } from '@jejak/testing/recorded';
import { ageBandOf, fairnessOf, farthestFirst, type Rated, standingOf } from './fairness';
import { profileOf, staffProfile } from './staff-profile.projection';

const bands = [30, 40, 50];
const S = 'SUPPRESSED';
const many = (n: number, predicate: Predicate, over: Partial<Rated> = {}): Rated[] =>
  Array.from({ length: n }, () => ({
    ...{ predicate, raterId: SUP1, unit: 'DINKES', deviates: false, kind: 'PNS' as const },
    ...{ sex: 'FEMALE' as const, birthYear: 1990, ...over },
  }));

describe('who people are, as far as facts tell', () => {
  it.each([
    ['199001012019042001', 'FEMALE', 1990],
    ['198001012005011001', 'MALE', 1980],
    ['198001012005013001', null, 1980],
    [null, null, null],
  ])('%s', (nip, sex, birthYear) => expect(profileOf(nip)).toEqual({ sex, birthYear }));
  it('keeps no number, and of an erased person only the contract', () => {
    const said = { employeeId: E1, nik: null, name: null, email: null, golongan: null, jenjang: null };
    const registered = (nip: string | null) =>
      employeeRegistered({ ...said, nip, kind: 'PPPK', start: '2024-01-01', contractEnd: '2028-12-31' });
    const row = (nip: string | null) =>
      foldAll(staffProfile, recorded('career', `employee-${E1}`, [registered(nip)]))[0];
    expect(row('199001012019042001')).toEqual({
      ...{ employeeId: E1, kind: 'PPPK', sex: 'FEMALE', birthYear: 1990 },
    });
    expect(row(null)).toEqual({ employeeId: E1, kind: 'PPPK', sex: null, birthYear: null });
  });
  it.each([
    [1997, '<30'],
    [1996, '30-39'],
    [1987, '30-39'],
    [1986, '40-49'],
    [1976, '>=50'],
    [null, 'UNKNOWN'],
  ])('born in %s is of the band %s in 2026', (birthYear, band) =>
    expect(ageBandOf(birthYear, 2026, bands)).toBe(band),
  );
  it('knows one band where the policy names none', () => expect(ageBandOf(1990, 2026, [])).toBe('ALL'));
});

describe('the fairness monitor', () => {
  it('has the mean of everyone, and the share of ratings that are not the recommended one', () => {
    const rated = [
      ...many(5, 'SANGAT_BAIK'),
      ...many(13, 'BAIK'),
      ...many(2, 'BUTUH_PERBAIKAN', { deviates: true }),
    ];
    // (5×5 + 13×4 + 2×3) ÷ 20
    expect(fairnessOf(rated, 2026, bands, 5)).toMatchObject({
      ...{ n: 20, mean: '4.1500', deviationShare: '10.00' },
      raters: [{ group: SUP1, n: 20, mean: '4.1500', z: null }],
      sex: [{ group: 'FEMALE', n: 20 }],
      ageBand: [{ group: '30-39', n: 20 }],
      kind: [{ group: 'PNS', n: 20 }],
    });
  });
  it('says how far a rater is from the others: means 5, 4 and 3 have a deviation of √(2/3)', () => {
    const rated = [
      ...many(5, 'SANGAT_BAIK', { raterId: 'a' }),
      ...many(5, 'BAIK', { raterId: 'b' }),
      ...many(5, 'BUTUH_PERBAIKAN', { raterId: 'c' }),
    ];
    expect(fairnessOf(rated, 2026, bands, 5).raters.map(({ z }) => z)).toEqual([
      '1.2247',
      '0.0000',
      '-1.2247',
    ]);
  });
  it('leaves out groups that point at people, and the one by which they could be worked out', () => {
    const rated = [
      ...many(4, 'KURANG', { sex: 'MALE', raterId: SUP2 }),
      ...many(6, 'BAIK'),
      ...many(9, 'BAIK', { sex: null, raterId: null }),
    ];
    const found = fairnessOf(rated, 2026, bands, 5);
    expect(found.sex).toEqual([
      { group: 'FEMALE', n: S, mean: S, deviationShare: S },
      { group: 'MALE', n: S, mean: S, deviationShare: S },
      { group: 'UNKNOWN', n: 9, mean: '4.0000', deviationShare: '0.00' },
    ]);
    expect(found.raters.map(({ z }) => z)).toEqual([S, S, null]);
    expect(fairnessOf(many(3, 'BAIK'), 2026, bands, 5)).toMatchObject({ n: S, mean: S, deviationShare: S });
    expect(fairnessOf([], 2026, bands, 5)).toMatchObject({ n: 0, mean: null, raters: [] });
  });
  it('lists raters by how far they are from the others, and goes on behind any of them', () => {
    const best = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN'] as const;
    const raters = Array.from({ length: 250 }, (_, n) => `rater-${String(n).padStart(3, '0')}`);
    const rated = [
      ...raters.flatMap((raterId, n) => many(5, best[n % best.length], { raterId })),
      ...[many(2, 'KURANG', { raterId: 'few' }), many(3, 'KURANG', { raterId: 'few-too' })].flat(),
    ];
    const listed = farthestFirst(fairnessOf(rated, 2026, bands, 5).raters);
    expect(listed).toHaveLength(252);
    const far = listed.map((one) => Number(standingOf(one).distance));
    expect(far).toEqual([...far].sort((a, b) => b - a));
    expect(listed.slice(-2).map(({ group }) => group)).toEqual(['few', 'few-too']);
    for (const at of [0, 83, 249, 251])
      expect(farthestFirst([...listed].reverse(), standingOf(listed[at]))).toEqual(listed.slice(at + 1));
  });
});
