import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import type { EvaluationBasisRow } from './evaluation-basis.projection';
import {
  type ComputableKey,
  COMPUTABLE,
  EffectCount,
  type RatingParameters,
  wouldBe,
} from './rating-effects';

const pinned = Object.fromEntries(
  COMPUTABLE.map((key) => [key, SEED.find((item) => item.key === key)?.parameters ?? {}]),
) as RatingParameters;

/** E-1's evaluation of 2026 as it became final: domain.md 5.4. */
const nurse: EvaluationBasisRow = {
  ...{ evaluationId: 'e', periodStart: '2026-01-01', periodEnd: '2026-12-31', pinned: [] },
  methods: [
    { method: 'DATA', score: '109.5927' },
    { method: 'SURVEY', score: '112.5000' },
    { method: 'INTERVIEW', score: '110.0000' },
  ],
  ...{
    composite: '110.2149',
    resultRating: 'ABOVE',
    behaviourRating: 'ABOVE',
    predicate: 'SANGAT_BAIK',
    final: true,
  },
  behaviour: ['ABOVE', 'ABOVE', 'ABOVE', 'MEETS', 'MEETS', 'ABOVE', 'ABOVE'],
};

describe('what a draft would have come to', () => {
  it.each<[string, Partial<EvaluationBasisRow>, ComputableKey, object, string | null]>([
    ['the same numbers', {}, 'perf.result', { above: '110', meets: '90' }, 'SANGAT_BAIK'],
    // domain.md 15, step 53: 110.2149 < 112 → MEETS → Baik.
    ['a higher threshold', {}, 'perf.result', { above: '112', meets: '90' }, 'BAIK'],
    // 108.8149 ≥ 108 → ABOVE.
    [
      'a lower one',
      { composite: '108.8149', resultRating: 'MEETS' },
      'perf.result',
      { above: '108', meets: '90' },
      'SANGAT_BAIK',
    ],
    // The composite says ABOVE, and it is rated MEETS: it is the head of a unit, whose result it has.
    ['the head of a unit', { resultRating: 'MEETS' }, 'perf.result', { above: '90', meets: '80' }, 'BAIK'],
    // 19/7 = 2.7143 < 2.80 → MEETS.
    ['behaviour', {}, 'perf.behaviour', { above: '2.80', below: '1.75', belowValues: 2 }, 'BAIK'],
    // 100 % data: 109.5927 < 110 → MEETS.
    ['other weights', {}, 'perf.method.weights', { data: '100', survey: '0', interview: '0' }, 'BAIK'],
    [
      // The survey was too small: its 20 go to data. 0.9 × 109.5927 + 0.1 × 110 = 109.6334 < 110.
      'weights of a small sample',
      {
        ...{ composite: '109.6334', resultRating: 'MEETS' },
        methods: [
          { method: 'DATA', score: '109.5927' },
          { method: 'SURVEY', score: null },
          { method: 'INTERVIEW', score: '110.0000' },
        ],
      },
      ...(['perf.method.weights', { data: '0', survey: '0', interview: '100' }, 'SANGAT_BAIK'] as const),
    ],
    ['nothing recommended', { composite: null }, 'perf.result', { above: '112', meets: '90' }, null],
  ])('%s', (_, over, key, parameters, predicate) =>
    expect(
      wouldBe({ ...nurse, ...over }, pinned, { key, parameters: parameters as Record<string, unknown> }),
    ).toBe(predicate),
  );

  it('is counted: under v2, 31 of 480 evaluations change', () => {
    const count = new EffectCount();
    for (let i = 0; i < 480; i++) {
      // 30 of them lie between the thresholds, one far below both.
      const row = i < 30 ? nurse : { ...nurse, composite: '113.0000' };
      const would = wouldBe(row, pinned, { key: 'perf.result', parameters: { above: '112', meets: '90' } });
      if (would) count.add(row.predicate ?? 'BAIK', would);
    }
    expect(count.effects()).toEqual({
      ...{ of: 'EVALUATIONS', evaluated: 480, changed: 30 },
      shifts: [{ from: 'SANGAT_BAIK', to: 'BAIK', count: 30 }],
    });
    count.add('BAIK', 'SANGAT_BAIK');
    expect(count.effects()).toMatchObject({
      changed: 31,
      shifts: [
        { from: 'SANGAT_BAIK', to: 'BAIK', count: 30 },
        { from: 'BAIK', to: 'SANGAT_BAIK', count: 1 },
      ],
    });
  });
});
