import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, ORGANISATION_PREDICATES, PREDICATES } from './ratings';

/** How many of a unit's staff have each predicate. */
const Counts = Type.Object(
  {
    SANGAT_BAIK: Type.Integer({ minimum: 0 }),
    BAIK: Type.Integer({ minimum: 0 }),
    BUTUH_PERBAIKAN: Type.Integer({ minimum: 0 }),
    KURANG: Type.Integer({ minimum: 0 }),
    SANGAT_KURANG: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

/**
 * The head of a unit and its supervisors looked at the predicates of the staff against the unit's own, before they are
 * delivered. Stream `distribution-review-<naturalId('distribution-review', unitId, year)>`; a year may have several.
 * @source MenPANRB circular of 2023 on the predicate distribution; domain.md 5.6
 */
export const distributionReviewed = defineEvent({
  type: 'DistributionReviewed',
  version: 1,
  data: Type.Object({
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    orgPredicate: OneOf(ORGANISATION_PREDICATES),
    heldBy: Uuid,
    /** The supervisors who took part, sorted. */
    participants: Type.Array(Uuid),
    /** Staff rated, the head not among them. */
    staff: Type.Integer({ minimum: 0 }),
    /** Too few staff for a pattern to mean anything. */
    exempt: Type.Boolean(),
    before: Counts,
    after: Counts,
    /** Keys of the pattern's rules that the predicates do not meet, sorted: a question to the leader, not a verdict. */
    warnings: Type.Array(Type.String({ pattern: '^[a-z][A-Za-z0-9._]{0,99}$' })),
    /** Evaluations whose rating the review changed, sorted; each has its own fact. */
    changed: Type.Array(Uuid),
  }),
});
export type DistributionReviewed = EventOf<typeof distributionReviewed>;

const Rating = Type.Object(
  { resultRating: OneOf(EXPECTATIONS), behaviourRating: OneOf(EXPECTATIONS), predicate: OneOf(PREDICATES) },
  { additionalProperties: false },
);

/**
 * The review changed one employee's rating, for a reason that is this employee's own (the fact's reason, OVERRIDE): never
 * to meet the pattern. On the evaluation's stream.
 * @source domain.md 5.3, 5.6
 */
export const ratingChangedInReview = defineEvent({
  type: 'RatingChangedInReview',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    by: Uuid,
    old: Rating,
    new: Rating,
    /** Steps from the recommended predicate; null where the rating is the recommended one. */
    deviation: Type.Union([
      Type.Object(
        { steps: Type.Integer({ minimum: -4, maximum: 4 }), recommended: OneOf(PREDICATES) },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  }),
});
export type RatingChangedInReview = EventOf<typeof ratingChangedInReview>;
