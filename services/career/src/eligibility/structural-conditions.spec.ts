import { ELIGIBILITY_RULES, type EligibilityRule } from '@jejak/contracts/career';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import type { CareerRules } from '../credit/career-rules';
import { type CareerFacts, checksOf, failedOf } from './checks';
import type { StructuralFacts } from './structural-conditions';

const passed = (stateProgramme: 'PKP' | 'PKA' | 'PKN2' | null) => ({
  ...{ kind: 'LEADERSHIP' as const, stateProgramme, endedOn: '2026-11-20' },
});
/** A first-line manager's post on 1 April 2027. */
const post: StructuralFacts = {
  ...{ postLevel: 'PENGAWAS', rank: 'III/c', serviceSince: '2019-05-01', profileMonths: 0 },
  ...{ trainings: [passed('PKP')], box: { box: 7, outdated: false }, selectedFrom: null, openCases: 0 },
};
const facts: CareerFacts = {
  effective: '2027-04-01',
  ...{ from: { rank: 'III/c', level: 'Ahli Muda' }, to: { rank: 'III/c', level: null } },
  ...{ balance: '0.00', rankSince: '2023-04-01', tests: [], degrees: ['S-1'], sanctions: [] },
  predicates: [
    { year: 2025, predicate: 'BAIK', contested: false },
    { year: 2026, predicate: 'SANGAT_BAIK', contested: false },
  ],
  ...{ formation: { free: 1, education: 'S-1' }, jp: { year: 2026, credited: 0 }, structural: post },
};
const failing = (
  changed: Partial<StructuralFacts>,
  other: Partial<CareerFacts> = {},
  under: CareerRules = rules,
): EligibilityRule[] =>
  failedOf(checksOf('STRUCTURAL', { ...facts, ...other, structural: { ...post, ...changed } }, under));
const ADMINISTRATOR = { postLevel: 'ADMINISTRATOR', rank: 'III/d', trainings: [passed('PKA')] };
const SENIOR = { postLevel: 'JPT_PRATAMA', rank: 'IV/b', trainings: [passed('PKN2')] };

describe('the conditions of a structural post', () => {
  it('are all met, and all fourteen are shown', () => {
    expect(failing({})).toEqual([]);
    expect(checksOf('STRUCTURAL', facts, rules).map(({ rule }) => rule)).toEqual([...ELIGIBILITY_RULES]);
  });

  it.each<[string, Partial<StructuralFacts>, readonly EligibilityRule[]]>([
    ['a lower rank', { rank: 'III/b' }, ['RANK']],
    ['a higher rank', { rank: 'IV/a' }, []],
    ['no rank', { rank: null }, ['RANK']],
    // 48 months before 1 April 2027.
    ['service since 1 April 2023', { serviceSince: '2023-04-01' }, []],
    ['service since 2 April 2023', { serviceSince: '2023-04-02' }, ['EXPERIENCE']],
    ['no position before', { serviceSince: null }, ['EXPERIENCE']],
    // 96 months before: 1 April 2019.
    ['a profile that asks for 96 months', { profileMonths: 96 }, ['EXPERIENCE']],
    ['a profile that asks for 95 months', { profileMonths: 95 }, []],
    ['no training', { trainings: [] }, ['LEADERSHIP_TRAINING']],
    ['a leadership training of the city', { trainings: [passed(null)] }, []],
    [
      'a training that ends after the day',
      { trainings: [{ ...passed('PKP'), endedOn: '2027-04-02' }] },
      ['LEADERSHIP_TRAINING'],
    ],
    [
      'training of another kind',
      { trainings: [{ kind: 'LATSAR', stateProgramme: 'LATSAR', endedOn: '2020-01-01' }] },
      ['LEADERSHIP_TRAINING'],
    ],
    ['box 6', { box: { box: 6, outdated: false } }, ['TALENT_BOX']],
    ['box 9', { box: { box: 9, outdated: false } }, []],
    ['a map that is outdated', { box: { box: 9, outdated: true } }, ['TALENT_BOX']],
    ['no map', { box: null }, ['TALENT_BOX']],
    ['no map, but an open selection', { box: null, selectedFrom: '2027-04-01' }, []],
    ['a case of discipline that is open', { openCases: 1 }, ['INTEGRITY']],
    [
      'an administrator without the training',
      { ...ADMINISTRATOR, trainings: [passed('PKP')] },
      ['LEADERSHIP_TRAINING'],
    ],
    ['an administrator of rank III/c', { ...ADMINISTRATOR, rank: 'III/c' }, ['RANK']],
    ['an administrator', ADMINISTRATOR, []],
    ['a senior post without open selection', SENIOR, ['OPEN_SELECTION']],
    ['a senior post by open selection', { ...SENIOR, box: null, selectedFrom: '2027-04-01' }, []],
    [
      'a post of no level that the policy knows',
      { postLevel: null },
      ['EXPERIENCE', 'LEADERSHIP_TRAINING', 'OPEN_SELECTION', 'RANK'],
    ],
  ])('with %s', (_, changed, expected) => expect(failing(changed)).toEqual(expected));

  it.each<[string, CareerFacts['sanctions'][number], readonly EligibilityRule[]]>([
    // Two years of integrity before 1 April 2027; a medium sanction bars for one year beside.
    ['a warning two years ago', { level: 'LIGHT', until: null, servedFrom: '2025-04-01' }, []],
    ['a warning since', { level: 'LIGHT', until: null, servedFrom: '2025-04-02' }, ['INTEGRITY']],
    ['a warning that is not served', { level: 'LIGHT', until: null, servedFrom: null }, ['INTEGRITY']],
    [
      'a cut that ended 18 months ago',
      { level: 'MEDIUM', until: '2025-10-01', servedFrom: '2025-04-02' },
      ['INTEGRITY'],
    ],
    [
      'a cut that ended two years ago',
      { level: 'MEDIUM', until: '2025-04-01', servedFrom: '2024-10-02' },
      [],
    ],
    [
      'a sanction that holds',
      { level: 'HEAVY', until: null, servedFrom: '2020-01-01' },
      ['INTEGRITY', 'SANCTION'],
    ],
  ])('with %s', (_, sanction, expected) => expect(failing({}, { sanctions: [sanction] })).toEqual(expected));

  it('need a seat, unless the seat is the one that the open selection was for', () => {
    expect(failing({}, { formation: { free: 0, education: 'S-1' } })).toEqual(['FORMATION']);
    const selected = { ...SENIOR, selectedFrom: '2027-04-01' };
    expect(failing(selected, { formation: { free: 0, education: 'S-1' } })).toEqual([]);
    expect(failing({}, { formation: { free: 1, education: 'S-2' } })).toEqual(['EDUCATION']);
  });

  it('are met by nobody under a policy that does not say them', () => {
    const { structural: _, structuralMinBox: __, integrityYears: ___, ...other } = rules.other;
    expect(failing({}, {}, { ...rules, other })).toEqual([
      ...([
        'EXPERIENCE',
        'INTEGRITY',
        'LEADERSHIP_TRAINING',
        'OPEN_SELECTION',
        'RANK',
        'TALENT_BOX',
      ] as const),
    ]);
  });
});
