import { adoptionIndexComputed, adoptionSupportGiven } from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { rules, some, UNIT } from '../../test/people';
import { adoption, type AdoptionCommand } from './adoption.decider';
import { adoptionIndex } from './adoption-index';

const { adoptionWeights: weights, adoptionThreshold: threshold } = rules.other;
const index = (employees: number, selfReporting: number, policyRead: number, dialogue: number) =>
  adoptionIndex({ employees, selfReporting, policyRead, dialogue }, weights, threshold);

describe('the adoption index (domain.md 6.3)', () => {
  it.each([
    // 0.4 × 60 + 0.3 × 50 + 0.3 × 40 = 51
    [20, 12, 10, 8, '51.0000', true],
    // 0.4 × 60 + 0.3 × 60 + 0.3 × 60 = 60: no longer below.
    [20, 12, 12, 12, '60.0000', false],
    // 0.4 × 66.6… + 0.3 × 66.6… + 0.3 × 33.3… = 56.6667
    [3, 2, 2, 1, '56.6667', true],
    [3, 0, 0, 0, '0.0000', true],
    [3, 3, 3, 3, '100.0000', false],
  ])('of %d with %d, %d and %d is %s, low: %s', (n, self, read, talk, expected, low) =>
    expect(index(n, self, read, talk)).toMatchObject({ index: expected, low }),
  );
});

const { given } = specFor(adoption);
const reads = { rules, unitKnown: true };
const compute = (over: object = {}): AdoptionCommand => ({
  ...{ type: 'ComputeAdoption', adoptionId: some(1), unitId: UNIT, quarter: '2026-04-01', employees: 20 },
  ...{ selfReporting: 12, policyRead: 10, dialogue: 8 },
  ...over,
});
const computed = (over: object = {}) =>
  adoptionIndexComputed({
    ...{
      adoptionId: some(1),
      unitId: UNIT,
      quarter: '2026-04-01',
      employees: 20,
      index: '51.0000',
      low: true,
    },
    ...{ selfReporting: '60.0000', policyRead: '50.0000', dialogue: '40.0000', policyRefs: ['tr.other@1'] },
    ...over,
  });

describe('ComputeAdoption', () => {
  it('records the shares and the index, and nothing new twice', () => {
    given()
      .when(compute(), reads)
      .thenFacts((facts) => expect(facts).toEqual([computed()]));
    const [first] = adoption.decide(compute(), adoption.initial, { ...reads, now: '' });
    given(first).when(compute(), reads).thenRecords();
  });
  it('is of a unit, and of no more than there are', () => {
    given()
      .when(compute(), { ...reads, unitKnown: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given()
      .when(compute({ dialogue: 21 }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'adoption.counts' });
  });
});

describe('AnswerLowAdoption', () => {
  const answer = (measure: 'SOCIALISATION_SESSION' | 'MENTOR' | 'SANCTION') =>
    ({ type: 'AnswerLowAdoption', measure, ref: null }) as const;
  it.each(['SOCIALISATION_SESSION', 'MENTOR'] as const)('helps by a %s', (measure) =>
    given(computed())
      .when(answer(measure), reads)
      .thenRecords(adoptionSupportGiven({ adoptionId: some(1), unitId: UNIT, measure, ref: null })),
  );
  it('is never a sanction, of a low index or another', () => {
    given(computed()).when(answer('SANCTION'), reads).thenRefuses('ADOPTION_NOT_SANCTIONABLE');
    given(computed({ low: false }))
      .when(answer('SANCTION'), reads)
      .thenRefuses('ADOPTION_NOT_SANCTIONABLE');
  });
  it('is of a unit with a low index', () => {
    given(computed({ low: false }))
      .when(answer('MENTOR'), reads)
      .thenRefuses('ADOPTION_NOT_LOW');
    given().when(answer('MENTOR'), reads).thenRefuses('ADOPTION_NOT_FOUND');
  });
});
