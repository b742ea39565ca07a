import { DecimalText, defineEvent, type EventOf, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId } from './indicator';
import { EXPECTATIONS, METHODS, PREDICATES } from './ratings';

/**
 * What the formulas make of the verified facts. A recommendation only: a named official decides (UU 27/2022, the right
 * to object to automated decisions). All scores with 4 places.
 */
export const ratingRecommended = defineEvent({
  type: 'RatingRecommended',
  version: 1,
  status: 'RECOMMENDED',
  data: Type.Object({
    evaluationId: Uuid,
    /** 1, 2 … : how often it was computed. */
    recommendation: Type.Integer({ minimum: 1 }),
    /** In the order of the plan. */
    indicatorScores: Type.Array(
      Type.Object(
        {
          indicatorId: IndicatorId,
          /** Null for RANGE. */
          target: Type.Union([DecimalText, Type.Null()]),
          actual: DecimalText,
          /** Per cent of the target, capped. */
          realisation: DecimalText,
          weight: DecimalText,
        },
        { additionalProperties: false },
      ),
    ),
    /** S = Σ weight × realisation ÷ 100. */
    indicatorScore: DecimalText,
    /** In the order of METHODS; the weights as used, after those of small samples moved to DATA. */
    methodScores: Type.Array(
      Type.Object(
        {
          method: OneOf(METHODS),
          weight: DecimalText,
          /** Null where the sample was too small to use. */
          score: Type.Union([DecimalText, Type.Null()]),
          /** Measurements, reviews or rubric questions. */
          sample: Type.Integer({ minimum: 0 }),
        },
        { additionalProperties: false },
      ),
    ),
    /** Methods whose sample was too small. */
    movedToData: Type.Array(OneOf(METHODS)),
    composite: DecimalText,
    resultRating: OneOf(EXPECTATIONS),
    behaviourMean: DecimalText,
    behaviourRating: OneOf(EXPECTATIONS),
    predicate: OneOf(PREDICATES),
    /** The policy versions used: those pinned by the plan. Sorted. */
    policyRefs: Type.Array(PolicyRef),
    /** SHA-256 of the canonical JSON of everything that went into the formulas. */
    inputsSha256: Sha256,
  }),
});
export type RatingRecommended = EventOf<typeof ratingRecommended>;
