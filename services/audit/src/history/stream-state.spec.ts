import { describe, expect, it } from '@jest/globals';
import { cutOf } from './as-of';
import { plain } from './fields';
import { differences, type Fact, flagsOf, stateAt } from './stream-state';

const fact = (version: number, type: string, at: string, data: object, more: Partial<Fact> = {}): Fact => ({
  ...{ id: `id-${version}`, index: version * 10, status: null, effective: null },
  ...{ version, type, at, data, ...more },
});

/** Steps 36 to 41 of the acceptance scenario (domain.md 15 D), as far as one stream tells them. */
const evaluation = [
  fact(
    1,
    'EvaluationOpened',
    '2027-01-01T02:00:00.000Z',
    { evaluationId: 'e', predicate: null },
    { status: 'OPENED' },
  ),
  fact(
    2,
    'AnnualRated',
    '2027-01-12T02:00:00.000Z',
    { predicate: 'BAIK', composite: '108.8149' },
    { status: 'RATED' },
  ),
  fact(
    3,
    'EvaluationDelivered',
    '2027-01-13T02:00:00.000Z',
    { deliveredOn: '2027-01-13' },
    { status: 'DELIVERED' },
  ),
  fact(4, 'EvaluationObjected', '2027-01-22T02:00:00.000Z', { ground: 'x' }, { status: 'UNDER_OBJECTION' }),
  fact(5, 'ObjectionDecided', '2027-02-05T02:00:00.000Z', { outcome: 'UPHELD' }, { status: 'DECIDED' }),
  fact(
    6,
    'EvaluationFinalised',
    '2027-02-05T02:00:00.001Z',
    { predicate: 'SANGAT_BAIK', composite: '110.2149' },
    { status: 'FINAL' },
  ),
];
const knownAt = (date: string) => {
  const state = stateAt(evaluation, cutOf(undefined, date));
  return { predicate: plain(state.fields).predicate, ...flagsOf(state) };
};

describe('stateAt', () => {
  it('says what was known on a day (step 52)', () => {
    expect(knownAt('2027-01-20')).toEqual({ predicate: 'BAIK', contested: false, final: false });
    expect(knownAt('2027-01-23')).toEqual({ predicate: 'BAIK', contested: true, final: false });
    expect(knownAt('2027-02-06')).toEqual({ predicate: 'SANGAT_BAIK', contested: false, final: true });
  });

  it('is empty before the first fact', () =>
    expect(stateAt(evaluation, cutOf('version:0', undefined))).toMatchObject({ version: 0, status: null }));

  it('leaves out what does not count yet, and lets a later recorded correction win', () => {
    const file = [
      fact(1, 'PositionAssigned', '2026-12-01T02:00:00.000Z', { position: 'A' }),
      fact(2, 'PositionAssigned', '2027-03-15T02:00:00.000Z', { position: 'B' }, { effective: '2027-04-01' }),
      fact(
        3,
        'PositionCorrected',
        '2027-05-01T02:00:00.000Z',
        { position: 'C' },
        { effective: '2027-04-01' },
      ),
    ];
    const position = (asOf: string, known?: string) =>
      plain(stateAt(file, cutOf(asOf, known)).fields).position;
    expect(position('time:2027-03-31')).toBe('A');
    expect(position('time:2027-04-01')).toBe('C');
    expect(position('time:2027-04-01', '2027-04-15')).toBe('B');
  });
});

describe('differences', () => {
  it('names the fields between two versions, each with the event that last set it', () => {
    const at = (version: number) => stateAt(evaluation, cutOf(`version:${version}`, undefined));
    expect(
      differences(at(2), at(6)).map(({ field, by, ...values }) => ({ field, ...values, by: by.version })),
    ).toEqual([
      { field: 'status', old: 'RATED', new: 'FINAL', by: 6 },
      { field: '/composite', old: '108.8149', new: '110.2149', by: 6 },
      { field: '/deliveredOn', new: '2027-01-13', by: 3 },
      { field: '/ground', new: 'x', by: 4 },
      { field: '/outcome', new: 'UPHELD', by: 5 },
      { field: '/predicate', old: 'BAIK', new: 'SANGAT_BAIK', by: 6 },
    ]);
  });
});
