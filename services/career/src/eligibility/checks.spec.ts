import type { EligibilityRule, PromotionKind } from '@jejak/contracts/career';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import { type CareerFacts, checksOf, failedOf } from './checks';
import { targetOf } from './promotion-target';

/** E-1 on 1 April 2027 (domain.md 15, step 45). */
const facts: CareerFacts = {
  effective: '2027-04-01',
  from: { rank: 'III/b', level: 'Ahli Pertama' },
  to: { rank: 'III/c', level: 'Ahli Muda' },
  balance: '102.08',
  rankSince: '2023-04-01',
  predicates: [
    { year: 2025, predicate: 'BAIK', contested: false },
    { year: 2026, predicate: 'SANGAT_BAIK', contested: false },
  ],
  tests: [{ level: 'Ahli Muda', score: '81.00', validUntil: '2029-02-19' }],
  degrees: ['S-1'],
  formation: { free: 1, education: 'S-1 Keperawatan' },
  jp: { year: 2026, credited: 24 },
  sanctions: [],
  structural: null,
};
const failing = (kind: PromotionKind, changed: Partial<CareerFacts> = {}): EligibilityRule[] =>
  failedOf(checksOf(kind, { ...facts, ...changed }, rules));
const predicates = (...of: CareerFacts['predicates']): Partial<CareerFacts> => ({ predicates: of });
const [baik2025, good2026] = facts.predicates;

describe('the conditions of a level', () => {
  it('are all met by E-1, and all eight are shown', () => {
    expect(failing('LEVEL')).toEqual([]);
    expect(checksOf('LEVEL', facts, rules).map(({ rule }) => rule)).toEqual([
      ...(['AK', 'COMPETENCY_TEST', 'EDUCATION', 'FORMATION', 'JP', 'PREDICATE', 'SANCTION'] as const),
      'YEARS_IN_RANK',
    ]);
  });

  it.each<[string, Partial<CareerFacts>, readonly EligibilityRule[]]>([
    ['99.99 points of 100', { balance: '99.99' }, ['AK']],
    ['100 points of 100', { balance: '100.00' }, []],
    ['points without the correction', { balance: '95.83' }, ['AK']],
    [
      'Baik, then Butuh Perbaikan',
      predicates(baik2025, { ...good2026, predicate: 'BUTUH_PERBAIKAN' }),
      ['PREDICATE'],
    ],
    ['a year without a predicate', predicates(good2026), ['PREDICATE']],
    ['a predicate that is not final', predicates(baik2025, { ...good2026, predicate: null }), ['PREDICATE']],
    ['a contested one', predicates(baik2025, { ...good2026, contested: true }), ['PREDICATE']],
    [
      'two posts in a year, one of them not good enough',
      predicates(baik2025, good2026, { ...good2026, predicate: 'KURANG' }),
      ['PREDICATE'],
    ],
    ['no test', { tests: [] }, ['COMPETENCY_TEST']],
    [
      'a test of another level',
      { tests: [{ level: 'Ahli Madya', score: '90.00', validUntil: '2029-02-19' }] },
      ['COMPETENCY_TEST'],
    ],
    [
      'a test that is valid until the day before',
      { tests: [{ level: 'Ahli Muda', score: '90.00', validUntil: '2027-03-31' }] },
      ['COMPETENCY_TEST'],
    ],
    [
      'a test that is valid until the day',
      { tests: [{ level: 'Ahli Muda', score: '90.00', validUntil: '2027-04-01' }] },
      [],
    ],
    ['a lower degree', { degrees: ['D-3'] }, ['EDUCATION']],
    ['no degree on record', { degrees: [] }, ['EDUCATION']],
    ['a higher degree', { degrees: ['S-2'] }, []],
    [
      'a formation that asks for more',
      { formation: { free: 1, education: 'S-2 Keperawatan' } },
      ['EDUCATION'],
    ],
    ['no formation', { formation: null }, ['FORMATION']],
    ['a formation without a free seat', { formation: { free: 0, education: 'S-1' } }, ['FORMATION']],
    ['19 hours', { jp: { year: 2026, credited: 19 } }, ['JP']],
    ['20 hours', { jp: { year: 2026, credited: 20 } }, []],
    ['a light sanction', { sanctions: [{ level: 'LIGHT', until: null, servedFrom: null }] }, []],
    ['a medium sanction', { sanctions: [{ level: 'MEDIUM', until: null, servedFrom: null }] }, ['SANCTION']],
    [
      'one that ended less than a year before',
      { sanctions: [{ level: 'HEAVY', until: '2026-04-02', servedFrom: null }] },
      ['SANCTION'],
    ],
    [
      'one that ended a year before',
      { sanctions: [{ level: 'HEAVY', until: '2026-04-01', servedFrom: null }] },
      [],
    ],
    [
      'everything at once',
      {
        ...{ balance: '0.00', tests: [], degrees: [], formation: null, predicates: [] },
        ...{
          jp: { year: 2026, credited: 0 },
          sanctions: [{ level: 'HEAVY', until: null, servedFrom: null }],
        },
      },
      ['AK', 'COMPETENCY_TEST', 'EDUCATION', 'FORMATION', 'JP', 'PREDICATE', 'SANCTION'],
    ],
  ])('with %s', (_, changed, expected) => expect(failing('LEVEL', changed)).toEqual(expected));
});

describe('the conditions of a rank', () => {
  const junior = { from: { rank: 'III/a', level: 'Ahli Pertama' as const }, balance: '50.00' };
  it('inside a level are points, predicates and two years', () => {
    expect(failing('RANK_FUNCTIONAL', { ...junior, tests: [], degrees: [], formation: null })).toEqual([]);
    expect(failing('RANK_FUNCTIONAL', { ...junior, balance: '49.99' })).toEqual(['AK']);
    expect(failing('RANK_FUNCTIONAL', { ...junior, rankSince: '2025-04-01' })).toEqual([]);
    expect(failing('RANK_FUNCTIONAL', { ...junior, rankSince: '2025-04-02' })).toEqual(['YEARS_IN_RANK']);
    expect(failing('RANK_FUNCTIONAL', { ...junior, rankSince: null })).toEqual(['YEARS_IN_RANK']);
  });
  it.each([
    // n × need: II/b → II/c 1 × 20, II/c → II/d 2 × 20; IV/b → IV/c 2 × 150.
    ['Terampil', 'II/b', '20'],
    ['Terampil', 'II/c', '40'],
    ['Ahli Madya', 'IV/b', '300'],
  ] as const)('of %s at %s need %s', (level, rank, needed) => {
    const [credit] = checksOf('RANK_FUNCTIONAL', { ...facts, from: { rank, level }, balance: needed }, rules);
    expect(credit).toMatchObject({ rule: 'AK', needed, pass: true });
  });
  it('outside functional positions are four years, and no points', () => {
    const staff = { from: { rank: 'III/a', level: null }, balance: null, rankSince: '2023-04-01' };
    expect(failing('RANK_REGULAR', staff)).toEqual([]);
    expect(failing('RANK_REGULAR', { ...staff, rankSince: '2023-04-02' })).toEqual(['YEARS_IN_RANK']);
    expect(failing('RANK_FUNCTIONAL', staff)).toEqual(['AK']);
  });
  it('by extraordinary merit are Sangat Baik in the last year, and one year', () => {
    expect(failing('EXTRAORDINARY', predicates(good2026))).toEqual([]);
    expect(failing('EXTRAORDINARY', predicates({ ...good2026, predicate: 'BAIK' }))).toEqual(['PREDICATE']);
    expect(failing('EXTRAORDINARY', { rankSince: '2026-04-02' })).toEqual(['YEARS_IN_RANK']);
  });
});

describe('what a check says', () => {
  it('is the regulation and the parameter of every condition that is asked', () => {
    const checks = checksOf('LEVEL', facts, rules);
    expect(checks.find(({ rule }) => rule === 'AK')).toMatchObject({
      ...{ regulation: 'PermenPANRB 1/2023', parameter: 'car.need' },
    });
    expect(checks.find(({ rule }) => rule === 'YEARS_IN_RANK')).toEqual({
      ...{ rule: 'YEARS_IN_RANK', needed: null, actual: null, pass: true },
    });
    expect(checksOf('EXTRAORDINARY', facts, rules).find(({ rule }) => rule === 'PREDICATE')).toMatchObject({
      parameter: 'car.other extraordinaryPredicate',
    });
  });
});

describe('what a promotion leads to', () => {
  it.each([
    ['LEVEL', 'III/b', 'Ahli Pertama', 'III/c', 'Ahli Muda'],
    ['LEVEL', 'II/d', 'Terampil', 'III/a', 'Mahir'],
    // By an extraordinary promotion before.
    ['LEVEL', 'III/d', 'Ahli Pertama', 'III/d', 'Ahli Muda'],
    ['RANK_FUNCTIONAL', 'III/a', 'Ahli Pertama', 'III/b', 'Ahli Pertama'],
    ['RANK_REGULAR', 'III/d', null, 'IV/a', null],
    ['EXTRAORDINARY', 'III/b', 'Ahli Pertama', 'III/c', 'Ahli Pertama'],
    ['STRUCTURAL', 'III/d', 'Ahli Muda', 'III/d', null],
  ] as const)('%s from %s %s is %s %s', (kind, rank, level, nextRank, nextLevel) =>
    expect(targetOf(kind, { rank, level }, rules)).toEqual({ rank: nextRank, level: nextLevel }),
  );
  it.each([
    ['LEVEL', 'IV/e', 'Ahli Utama'],
    ['LEVEL', 'III/d', 'Penyelia'],
    ['LEVEL', 'III/b', null],
    ['RANK_FUNCTIONAL', 'III/b', 'Ahli Pertama'],
    ['RANK_REGULAR', 'IV/e', null],
    ['RANK_REGULAR', null, null],
    // Whoever has a level rises by points.
    ['RANK_REGULAR', 'III/b', 'Ahli Pertama'],
    ['RANK_REGULAR', 'III/e', null],
  ] as const)('%s from %s %s is nothing', (kind, rank, level) =>
    expect(() => targetOf(kind, { rank, level }, rules)).toThrow(
      expect.objectContaining({ code: 'RULE_VIOLATED', detail: { field: 'kind', rule: 'promotion.ladder' } }),
    ),
  );
});
