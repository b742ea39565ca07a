import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, PREDICATES } from './ratings';

/** What an objection is about. */
export const OBJECTION_GROUNDS = ['MEASUREMENT', 'BEHAVIOUR', 'PROCEDURE', 'OTHER'] as const;
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number];

/**
 * The employee contests the evaluation (keberatan): until it is decided nobody may act on the rating. The employee's words
 * are the reason (OBJECTION).
 * @source PP 30/2019
 */
export const evaluationObjected = defineEvent({
  type: 'EvaluationObjected',
  version: 1,
  status: 'UNDER_OBJECTION',
  data: Type.Object({
    evaluationId: Uuid,
    /** In the order of OBJECTION_GROUNDS. */
    grounds: Type.Array(OneOf(OBJECTION_GROUNDS), { minItems: 1 }),
    /** The amounts contested, sorted. */
    measurementIds: Type.Array(Uuid),
    /** Last day of the time that the superior has. */
    decideBy: LegalDate,
    /** The instant at which that day is over in the city. */
    overdueAt: Type.Optional(Instant),
  }),
});
export type EvaluationObjected = EventOf<typeof evaluationObjected>;

/** The superior of the rater heard the sides. Both statements are about the employee, and kept under the employee's key. */
export const objectionHearingHeld = defineEvent({
  type: 'ObjectionHearingHeld',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    heldBy: Uuid,
    raterHeard: Type.Boolean(),
    employeeHeard: Type.Boolean(),
    /** Others who were heard, sorted. */
    witnesses: Type.Array(Uuid),
    raterStatement: Personal(FreeText),
    employeeStatement: Personal(FreeText),
  }),
});
export type ObjectionHearingHeld = EventOf<typeof objectionHearingHeld>;

export const OBJECTION_OUTCOMES = ['UPHELD', 'PARTLY', 'DISMISSED'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/**
 * The superior decided the objection; no further one lies against it. Why is the reason (OBJECTION).
 * @source PP 30/2019
 */
export const objectionDecided = defineEvent({
  type: 'ObjectionDecided',
  version: 1,
  status: 'DECIDED',
  data: Type.Object({
    evaluationId: Uuid,
    decidedBy: Uuid,
    outcome: OneOf(OBJECTION_OUTCOMES),
    /** Amounts that the decision corrects, sorted by measurement. */
    corrections: Type.Array(
      Type.Object(
        { measurementId: Uuid, old: DecimalText, new: DecimalText },
        { additionalProperties: false },
      ),
    ),
    resultRating: OneOf(EXPECTATIONS),
    behaviourRating: OneOf(EXPECTATIONS),
    /** Null where the predicate stays. */
    newPredicate: Type.Union([OneOf(PREDICATES), Type.Null()]),
    predicate: OneOf(PREDICATES),
  }),
});
export type ObjectionDecided = EventOf<typeof objectionDecided>;
