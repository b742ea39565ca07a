import {
  type EvaluationFinalised,
  evaluationFinalised,
  type EvaluationObjected,
  evaluationObjected,
  type ObjectionDecided,
  objectionDecided,
} from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { talentEvaluations } from './talent-evaluation.projection';

type Fact = EvaluationFinalised | EvaluationObjected | ObjectionDecided;
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const evaluationId = id(1);
const ratings = { resultRating: 'ABOVE', behaviourRating: 'ABOVE', predicate: 'SANGAT_BAIK' } as const;
const recorded = (fact: Fact, version: number): Recorded => ({
  ...fact,
  envelope: {
    ...{ id: id(900 + version), eventType: `asn.performance.${fact.type}.v1`, source: 'performance' },
    ...{ stream: `evaluation-${evaluationId}`, version, at: '2027-02-05T02:00:00.000Z', actor: 'p_1' },
    ...{ role: 'supervisor', policy: null, policies: [], correlation: id(2), cause: null },
    hash: `hash-${version}`,
  },
});
const objected = recorded(
  evaluationObjected({ evaluationId, grounds: ['OTHER'], measurementIds: [], decideBy: '2027-02-12' }),
  8,
);
const decided = recorded(
  objectionDecided({
    ...{ evaluationId, decidedBy: id(3), outcome: 'UPHELD', corrections: [], ...ratings },
    newPredicate: 'SANGAT_BAIK',
  }),
  9,
);
const final = recorded(
  evaluationFinalised({
    ...{ evaluationId, employeeId: id(4), planId: id(5), position: 'Perawat', unitId: id(6), year: 2026 },
    ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', evaluationVersion: 2, composite: '110.2149' },
    ...ratings,
  }),
  10,
);

/** domain.md 16: redelivery and reorder. */
describe('an evaluation, in whichever order its facts arrive', () => {
  const inOrder = foldAll(talentEvaluations, [objected, decided, final]);
  it.each([
    ['the decision before the objection', [decided, objected, final]],
    ['final before all', [final, decided, objected]],
    ['each three times', [objected, final, objected, decided, final, decided, final, objected, decided]],
  ])('is the same: %s', (_, facts) => expect(foldAll(talentEvaluations, facts)).toEqual(inOrder));
  it('is contested until it is decided', () =>
    expect(foldAll(talentEvaluations, [objected])).toMatchObject([
      { contestedAt: 8, settledAt: 0, finalAt: 0 },
    ]));
});
