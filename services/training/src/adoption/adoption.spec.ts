import { adoptionIndexComputed, adoptionSupportGiven } from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { rules, some, UNIT } from '../../test/people';
import { adoption, type AdoptionCommand } from './adoption.decider';
import { adoptionIndex } from './adoption-index';

const { adoptionWeights: weights, adoptionThreshold: threshold } = rules.other;
const index = (
  employees: number,
  selfReporting: number,
  policyRead: number,
  dialogue: number,
  policies = 1,
) => adoptionIndex({ employees, selfReporting, policyRead, policies, dialogue }, weights, threshold);

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
  it('takes the mean of several policies', () =>
    // Of 20 people 15 have read the first and 5 the second: (75 + 25) / 2 = 50; 24 + 15 + 12 = 51
    expect(index(20, 12, 20, 8, 2)).toMatchObject({ policyRead: '50.0000', index: '51.0000' }));
  it('has no share of policies where there was none to read, and counts the others by their weights', () =>
    // (0.4 × 60 + 0.3 × 40) / 0.7 = 51.4286
    expect(index(20, 12, 0, 8, 0)).toMatchObject({ policyRead: null, index: '51.4286' }));
  it('is nothing where the only weight is that of policies, and there was none to read', () =>
    expect(() =>
      adoptionIndex(
        { employees: 20, selfReporting: 12, policyRead: 0, policies: 0, dialogue: 8 },
        { selfReporting: '0', policyRead: '100', dialogue: '0' },
        threshold,
      ),
    ).toThrow(
      expect.objectContaining({
        code: 'RULE_VIOLATED',
        detail: expect.objectContaining({ rule: 'adoption.nothing-counted' }),
      }),
    ));
});

const { given } = specFor(adoption);
const POLICIES = ['gov.review@2', 'perf.result@3'];
const counted = { employees: 20, selfReporting: 12, policyRead: 20, policies: POLICIES, dialogue: 8 };
const reads = { rules, unitKnown: true, date: '2026-07-01', counted };
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
    policiesToRead: null,
    ...over,
  });

describe('ComputeAdoption', () => {
  it('records the shares and the index, and nothing new twice', () => {
    given()
      .when(compute(), reads)
      .thenFacts((facts) => expect(facts).toEqual([computed()]));
    const [first] = adoption.decide(compute(), adoption.initial, { ...reads, now: '' });
    given(first).when(compute(), reads).thenRecords();
    // As the log gives it back.
    const { data } = computed();
    const turned = Object.fromEntries(Object.entries(data).reverse()) as typeof data;
    given(adoptionIndexComputed(turned)).when(compute(), reads).thenRecords();
  });
  it('counts what is not handed in, once the quarter is over', () => {
    const { type, adoptionId, unitId, quarter } = compute() as Extract<
      AdoptionCommand,
      { type: 'ComputeAdoption' }
    >;
    const asked = { type, adoptionId, unitId, quarter };
    const read = { policiesToRead: POLICIES };
    given().when(asked, reads).thenRecords(computed(read));
    given()
      .when({ ...asked, policyRead: 5 }, reads)
      // 24 + 7.5 + 12 = 43.5
      .thenRecords(computed({ policyRead: '25.0000', index: '43.5000' }));
    given()
      .when(asked, { ...reads, counted: { ...counted, policyRead: 0, policies: [] } })
      .thenRecords(computed({ policyRead: null, policiesToRead: [], index: '51.4286' }));
    given()
      .when({ ...asked, dialogue: 20 }, reads)
      // 24 + 15 + 30 = 69
      .thenRecords(computed({ ...read, dialogue: '100.0000', index: '69.0000', low: false }));
    given()
      .when(asked, { ...reads, date: '2026-06-30' })
      .thenRefuses('RULE_VIOLATED', { rule: 'adoption.quarter-over' });
    given()
      .when(compute(), { ...reads, date: '2026-06-30' })
      .thenRecords(computed());
    given()
      .when(asked, { ...reads, counted: { ...counted, employees: 0, selfReporting: 0, dialogue: 0 } })
      .thenRefuses('RULE_VIOLATED', { rule: 'adoption.nobody' });
  });
  it('names by a hash what was counted, where nobody handed anything in; of whatever it is, the same index is said once', () => {
    const inputsSha256 = 'a'.repeat(64);
    const {
      employees: _,
      selfReporting: __,
      policyRead: ___,
      dialogue: ____,
      ...asked
    } = compute() as {
      readonly [member: string]: unknown;
    };
    const byItself = asked as unknown as AdoptionCommand;
    const found = { ...reads, counted: { ...counted, inputsSha256 } };
    const facts = adoption.decide(byItself, adoption.initial, { ...found, now: '' });
    expect(facts).toMatchObject([{ data: { inputsSha256 } }]);
    given(...facts)
      .when(byItself, { ...reads, counted: { ...counted, inputsSha256: 'b'.repeat(64) } })
      .thenRecords();
    given().when(compute(), found).thenRecords(computed());
  });
  it('is of a unit, and of no more than there are', () => {
    given()
      .when(compute(), { ...reads, unitKnown: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given()
      .when(compute({ dialogue: 21 }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'adoption.counts' });
    given()
      .when(compute({ policyRead: 21 }), reads)
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
