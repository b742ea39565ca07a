import {
  behaviourRated,
  BEHAVIOUR_VALUES,
  citizenIndexRecorded,
  type Indicator,
  measurementCorrected,
  measurementIngested,
  measurementRejected,
  measurementVerified,
  performanceInterviewHeld,
  planDrafted,
  progressReported,
  targetAdjusted,
} from '@jejak/contracts/performance';
import { SEED } from '@jejak/contracts/policy';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import {
  amountOf,
  appraisalOf,
  type CountedAmount,
  FORMULA_KEYS,
  type FormulaPolicies,
  indicatorsOf,
  rate,
  type RatingFacts,
  rulesOf,
} from './rating';

/** E-1's year 2026: domain.md 5.4 and 15. */
const line = (indicatorId: string, over: Partial<Indicator>): Indicator => ({
  ...{ indicatorId, title: indicatorId, perspective: '', unit: '', direction: 'HIGHER', target: null },
  ...{ rangeLow: null, rangeHigh: null, weight: '20', source: 'SYSTEM', aggregation: 'MEAN' },
  ...{ verificationRule: 'EVIDENCE_REQUIRED', parentResultId: null, ...over },
});
const indicators = [
  line('I-1', { target: '1200', weight: '40', aggregation: 'SUM' }),
  line('I-2', { target: '3.0', direction: 'LOWER' }),
  line('I-3', { target: '82.00' }),
  line('I-4', { target: '98' }),
];
const amount = (
  indicatorId: string,
  quantity: string,
  from = '2026-01-01',
  to = '2026-12-31',
): CountedAmount => ({
  ...{ indicatorId, quantity, from, to },
});
const year: RatingFacts = {
  indicators,
  amounts: [
    ...['330', '345', '350', '295', '60'].map((quantity) => amount('I-1', quantity)),
    ...[amount('I-2', '2.55'), amount('I-3', '85.25'), amount('I-4', '97.02')],
  ],
  behaviour: ['ABOVE', 'ABOVE', 'ABOVE', 'MEETS', 'MEETS', 'ABOVE', 'ABOVE'],
  interview: '4.4000',
  citizens: { index: '90.00', n: 40 },
};
const policies = Object.fromEntries(
  FORMULA_KEYS.map((key): [string, PinnedPolicy] => [
    key,
    { ref: `${key}@1`, key, version: 1, parameters: SEED.find((one) => one.key === key)?.parameters ?? {} },
  ]),
) as unknown as FormulaPolicies;
const rules = rulesOf(policies);
const v2 = rulesOf({
  ...policies,
  'perf.result': { ...policies['perf.result'], parameters: { above: '112', meets: '90' } },
});

describe('a rating computed again', () => {
  it('is the one that was recommended: 1 380 of 1 200, composite 110.2149', () =>
    expect(rate(year, rules, null)).toEqual({
      ...{ composite: '110.2149', resultRating: 'ABOVE', behaviourRating: 'ABOVE', predicate: 'SANGAT_BAIK' },
    }));
  it('is Baik without the 60 (domain.md step 53)', () =>
    expect(
      rate({ ...year, amounts: year.amounts.filter(({ quantity }) => quantity !== '60') }, rules, null),
    ).toEqual({
      ...{ composite: '108.8149', resultRating: 'MEETS', behaviourRating: 'ABOVE', predicate: 'BAIK' },
    }));
  it('is Baik under v2, whose threshold is 112 (step 53)', () =>
    expect(rate(year, v2, null)).toMatchObject({
      ...{ composite: '110.2149', resultRating: 'MEETS', predicate: 'BAIK' },
    }));
  it('is that of the unit for its head, whatever the composite', () =>
    expect(rate(year, v2, 'ABOVE')).toMatchObject({ resultRating: 'ABOVE', predicate: 'SANGAT_BAIK' }));
  it('moves the weight of a small survey, and of an interview that was not held, to the data', () => {
    // Data: 109.59268. 0.9 × data + 0.1 × 110 = 109.6334; 0.8 × data + 0.2 × 112.5 = 110.1741
    expect(rate({ ...year, citizens: { index: '90.00', n: 29 } }, rules, null)?.composite).toBe('109.6334');
    expect(rate({ ...year, interview: null }, rules, null)?.composite).toBe('110.1741');
  });
  it('says nothing of an indicator without an amount, nor before behaviour is rated', () => {
    const amounts = year.amounts.filter(({ indicatorId }) => indicatorId !== 'I-4');
    expect(rate({ ...year, amounts }, rules, null)).toBeNull();
    expect(rate({ ...year, behaviour: [] }, rules, null)).toBeNull();
    expect(rate({ ...year, indicators: [] }, rules, null)).toBeNull();
  });
});

describe('its facts', () => {
  const measurementId = '0198c1a2-0000-7000-8000-000000000101';
  const by = '0198c1a2-0000-7000-8000-000000000002';
  const reported = progressReported({
    ...{ measurementId, planId: by, employeeId: by, unitId: by, indicatorId: 'I-1', quantity: '60' },
    ...{ from: '2026-12-01', to: '2026-12-29', channel: 'WEB' },
  });
  const verified = measurementVerified({ measurementId, verifiedBy: by, method: 'SAMPLE', quantity: '60' });
  const rejected = measurementRejected({ measurementId, rejectedBy: by, code: 'OTHER', quantity: '60' });
  const corrected = measurementCorrected({
    ...{ measurementId, correctsEventId: by, correctedBy: by, evaluationId: by, oldStatus: 'REJECTED' },
    ...{ old: '0', new: '61', quantity: '61' },
  });
  const counts = { indicatorId: 'I-1', from: '2026-12-01', to: '2026-12-29', counts: true };
  it('count an amount once it is verified, and no more once it is rejected', () => {
    expect(amountOf([reported])).toMatchObject({ counts: false });
    expect(amountOf([reported, verified])).toMatchObject({ ...counts, quantity: '60' });
    expect(amountOf([reported, rejected])).toMatchObject({ counts: false });
    expect(amountOf([reported, rejected, corrected])).toMatchObject({ ...counts, quantity: '61' });
    expect(amountOf([])).toBeNull();
  });
  it('count what a source delivered', () =>
    expect(
      amountOf([
        measurementIngested({
          ...{ measurementId, source: 'REGISTER', indicatorId: 'I-1', unitId: by, employeeId: null },
          ...{ quantity: '7', from: '2026-01-01', to: '2026-01-31', evidenceSha256: null },
          ...{ sourceId: null, sourceVersion: null },
        }),
      ]),
    ).toMatchObject({ quantity: '7', counts: true }));

  const expectations = Object.fromEntries(
    [
      ...['BerorientasiPelayanan', 'Akuntabel', 'Kompeten', 'Harmonis', 'Loyal', 'Adaptif', 'Kolaboratif'],
    ].map((value) => [`expect${value}`, 'x']),
  ) as Record<`expect${'Akuntabel'}`, string>;
  it('say the indicators as they were agreed', () => {
    const [first] = indicators;
    const drafted = planDrafted({
      ...{ planId: by, employeeId: by, position: 'Perawat', unitId: by, year: 2026, agreeBy: '2026-01-31' },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', overdueAt: null },
      indicators: [{ ...first, target: '1500' }],
      ...expectations,
    } as Parameters<typeof planDrafted>[0]);
    const adjusted = targetAdjusted({
      planId: by,
      ...{ indicatorId: 'I-1', old: '1500', new: '1200', ratio: '1.1285', adjustedBy: by },
      indicators: [first],
    } as unknown as Parameters<typeof targetAdjusted>[0]);
    expect(indicatorsOf([drafted])).toMatchObject([{ target: '1500' }]);
    expect(indicatorsOf([drafted, adjusted])).toEqual([first]);
    expect(indicatorsOf([])).toEqual([]);
  });

  it('say how behaviour was rated, what the interview came to and what citizens said', () => {
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'MEETS' as const, feedbackRefs: [] }));
    const held = { evaluationId: by, heldBy: by, rubric: [{ question: '?', score: 4 }], mean: '4.0000' };
    expect(
      appraisalOf([
        behaviourRated({ evaluationId: by, ratedBy: by, ratings, mean: '2.0000' }),
        performanceInterviewHeld({ ...held, agreedSummary: 'Baik.' }),
        citizenIndexRecorded({ evaluationId: by, index: '90.00', n: 40 }),
      ]),
    ).toEqual({
      ...{ behaviour: ratings.map(({ rating }) => rating), interview: '4.0000' },
      citizens: { index: '90.00', n: 40 },
    });
    expect(appraisalOf([])).toEqual({ behaviour: [], interview: null, citizens: null });
  });
});
