import { SEED, WITHOUT_DEFAULT } from '@jejak/contracts/policy';
import { DomainError } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { BOUNDS, REQUIRED_BY } from './bounds-of-law';
import { withinTheLaw } from './legal-bounds';
import { differences } from './parameter-diff';
import { isKnownKey, shapeFaults, type Values } from './parameter-shape';

const parametersOf = (key: string): Record<string, unknown> => {
  const found = SEED.find((item) => item.key === key);
  if (!found) throw new Error(`${key} is not seeded`);
  // A deep copy, to be changed by a case.
  return JSON.parse(JSON.stringify(found.parameters)) as Record<string, unknown>;
};

const refusalOf = (key: string, parameters: Values): string | null => {
  try {
    withinTheLaw(key, parameters);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.detail.field ?? ''}`;
    throw error;
  }
};

describe('the shape of parameters', () => {
  it.each(SEED.map(({ key, parameters }) => [key, parameters] as const))(
    'of %s is that of its default',
    (key, like) => {
      expect(isKnownKey(key)).toBe(true);
      expect(shapeFaults(key, like)).toEqual([]);
    },
  );
  it.each(WITHOUT_DEFAULT)('of %s is known without a default', (key) => expect(isKnownKey(key)).toBe(true));
  it('is of no other key', () => {
    expect(isKnownKey('perf.unknown')).toBe(false);
    expect(isKnownKey('constructor')).toBe(false);
    expect(() => shapeFaults('perf.unknown', {})).toThrow(RangeError);
  });
  const result = { above: '112', meets: '90' };
  it.each<[string, Values, string | null]>([
    ['perf.result', result, null],
    ['perf.result', { above: '112' }, 'MISSING /meets'],
    ['perf.result', { ...result, toString: '1' }, 'UNKNOWN /toString'],
    ['perf.result', { ...result, above: 112 }, 'TYPE /above'],
    ['perf.result', { ...result, above: '-1' }, 'TYPE /above'],
    ['perf.result', { ...result, above: '1e9' }, 'TYPE /above'],
    ['perf.result', { ...result, above: null }, 'TYPE /above'],
    ['perf.objection.days', { days: 14.5 }, 'TYPE /days'],
    ['perf.objection.days', { days: -14 }, 'TYPE /days'],
    ['perf.objection.days', { days: 10_001 }, 'TYPE /days'],
    ['perf.annual.due', { from: '01-01', to: '02-29' }, null],
    ['perf.annual.due', { from: '01-01', to: '02-30' }, 'TYPE /to'],
    ['gov.calendar', { zone: 'Asia/Jakarta', holidays: ['2026-08-17', '2026-12-25'] }, null],
    ['gov.calendar', { zone: 'Asia/Jakarta', holidays: ['17 August'] }, 'TYPE /holidays/0'],
    ['gov.calendar', { zone: 'Asia/Jakarta', holidays: '2026-08-17' }, 'TYPE /holidays'],
    ['ntf.other', { ...parametersOf('ntf.other'), beforeDays: [30, 7] }, null],
    ['ntf.other', { ...parametersOf('ntf.other'), beforeDays: ['30'] }, 'TYPE /beforeDays/0'],
    [
      'ntf.other',
      { ...parametersOf('ntf.other'), overdueDays: { supervisor: 1, superior: 3 } },
      'MISSING /overdueDays/hr',
    ],
    [
      'rec.pppk.thresholds',
      {
        ...{ technical: 130, managerialSociocultural: 130, interview: 24, selectionYears: [2026] },
        max: { technical: 450, managerial: 200, sociocultural: 200, interview: 40 },
      },
      null,
    ],
    ['rec.pppk.thresholds', { technical: 130 }, 'MISSING /managerialSociocultural'],
  ])('%s %j: %s', (key, parameters, fault) => {
    const [first] = shapeFaults(key, parameters);
    expect(first === undefined ? null : `${first.fault} ${first.path}`).toBe(fault);
  });
  it('lets a list of rules hold any of the kinds in the default', () => {
    const other = parametersOf('perf.other');
    const rules = other.rewardRules as Values[];
    expect(shapeFaults('perf.other', { ...other, rewardRules: [rules[4], rules[0]] })).toEqual([]);
    const [fault] = shapeFaults('perf.other', { ...other, rewardRules: [{ ...rules[0], ruleId: 7 }] });
    expect(fault).toMatchObject({ fault: 'TYPE', path: '/rewardRules/0/ruleId' });
  });
});

describe('the bounds of law', () => {
  it.each(SEED.map(({ key, parameters }) => [key, parameters] as const))(
    'the default of %s lies inside',
    (key, like) => expect(refusalOf(key, like)).toBeNull(),
  );
  it('are of keys that exist, and of members that the default has', () => {
    expect(Object.keys({ ...BOUNDS, ...REQUIRED_BY }).filter((key) => !isKnownKey(key))).toEqual([]);
    for (const [key, bounds] of Object.entries(BOUNDS))
      for (const { path, sum, order } of bounds) {
        const member = path.split('/')[1] ?? sum?.members[0] ?? order?.[0] ?? '';
        expect(`${key} ${member === '*' || Object.hasOwn(parametersOf(key), member)}`).toBe(`${key} true`);
      }
  });
  it.each<[string, string, unknown, string | null]>([
    // What the law or the decree says, on the bound and one beyond.
    ['rec.announce.minDays', 'minDays', 15, null],
    ['rec.announce.minDays', 'minDays', 14, 'LEGAL_BOUND parameters/minDays'],
    ['rec.age', 'max', 35, null],
    ['rec.age', 'max', 36, 'LEGAL_BOUND parameters/max'],
    ['rec.age', 'min', 17, 'LEGAL_BOUND parameters/min'],
    ['rec.age', 'maxListed', 41, 'LEGAL_BOUND parameters/maxListed'],
    ['rec.skd.threshold', 'general', { twk: 64, tiu: 80, tkp: 166 }, 'LEGAL_BOUND parameters/general/twk'],
    ['rec.skd.threshold', 'general', { twk: 70, tiu: 85, tkp: 166 }, null],
    ['rec.skd.threshold', 'papua', { total: 285, tiu: 60 }, 'LEGAL_BOUND parameters/papua/total'],
    ['rec.skb.multiplier', 'multiplier', 4, 'LEGAL_BOUND parameters/multiplier'],
    ['rec.skb.components', 'maxAdditional', '40.01', 'LEGAL_BOUND parameters/maxAdditional'],
    ['rec.objection', 'windowDays', 2, 'LEGAL_BOUND parameters/windowDays'],
    ['rec.objection', 'answerDays', 8, 'LEGAL_BOUND parameters/answerDays'],
    ['perf.objection.days', 'days', 13, 'LEGAL_BOUND parameters/days'],
    ['perf.period', 'frequency', 'YEARLY', 'LEGAL_BOUND parameters/frequency'],
    ['perf.distribution', 'enforcement', 'block', null],
    ['perf.distribution', 'enforcement', 'force', 'LEGAL_BOUND parameters/enforcement'],
    ['perf.improvement.months', 'months', 5, 'LEGAL_BOUND parameters/months'],
    ['tr.jp', 'pns', 20, null],
    ['tr.jp', 'pns', 19, 'LEGAL_BOUND parameters/pns'],
    ['tr.jp', 'pppk', 25, 'LEGAL_BOUND parameters/pppk'],
    ['car.conversion', 'SANGAT_BAIK', '151', 'LEGAL_BOUND parameters/SANGAT_BAIK'],
    ['car.promo.minPredicate', 'minPredicate', 'KURANG', 'LEGAL_BOUND parameters/minPredicate'],
    ['cit.complaint', 'verify', 4, 'LEGAL_BOUND parameters/verify'],
    ['cit.complaint', 'oversight', 61, 'LEGAL_BOUND parameters/oversight'],
    ['cit.ikm.weight', 'denominator', 10, 'LEGAL_BOUND parameters/denominator'],
    ['gov.calendar', 'zone', 'Asia/Makassar', null],
    ['gov.calendar', 'zone', 'Mars/Olympus', 'LEGAL_BOUND parameters/zone'],
    ['gov.socialise', 'minCoverage', '100.01', 'LEGAL_BOUND parameters/minCoverage'],
    ['gov.socialise', 'minDays', 61, 'LEGAL_BOUND parameters'],
    ['pub', 'minCell', 1, 'LEGAL_BOUND parameters/minCell'],
    // Weights of one set.
    ['perf.method.weights', 'data', '60', 'WEIGHTS_NOT_100 parameters'],
    ['rec.skb.components', 'cat', '60.01', 'WEIGHTS_NOT_100 parameters'],
    ['tr.leadership.weights', 'theory', '41', 'WEIGHTS_NOT_100 parameters'],
  ])('%s %s = %j: %s', (key, member, value, refusal) =>
    expect(refusalOf(key, { ...parametersOf(key), [member]: value })).toBe(refusal),
  );
});

describe('what the CAT weighs', () => {
  it.each<[string, string, string, string | null]>([
    ['60', '40', '0', null],
    ['59.999', '25', '15.001', 'LEGAL_BOUND parameters/cat'],
  ])('%s, beside it %s and %s: %s', (cat, interview, psychological, refusal) =>
    expect(
      refusalOf('rec.skb.components', {
        ...parametersOf('rec.skb.components'),
        ...{ cat, interview, psychological },
      }),
    ).toBe(refusal),
  );
});

describe('the differences of two versions', () => {
  it.each<[Values, Values, object[]]>([
    [
      { above: '110', meets: '90' },
      { above: '112', meets: '90' },
      [{ path: '/above', old: '110', new: '112' }],
    ],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: '/a/c', old: 2, new: 3 }]],
    [{ days: [14, 7] }, { days: [7, 14] }, [{ path: '/days', old: [14, 7], new: [7, 14] }]],
    [
      { a: 1 },
      { 'b/~': 1 },
      [
        { path: '/a', old: 1 },
        { path: '/b~1~0', new: 1 },
      ],
    ],
    [{ a: { b: 1 } }, { a: null }, [{ path: '/a', old: { b: 1 }, new: null }]],
    [{ a: { b: [] } }, { a: { b: [] } }, []],
  ])('of %j and %j', (old, now, diff) => expect(differences(old, now)).toEqual(diff));
});
