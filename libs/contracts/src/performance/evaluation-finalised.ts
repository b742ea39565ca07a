import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, PREDICATES } from './ratings';

/**
 * The evaluation stands: the window of objection closed without one, or the objection is decided. What other services
 * (career: credit points) act on.
 */
export const evaluationFinalised = defineEvent({
  type: 'EvaluationFinalised',
  version: 1,
  status: 'FINAL',
  data: Type.Object({
    evaluationId: Uuid,
    employeeId: Uuid,
    planId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    periodStart: LegalDate,
    periodEnd: LegalDate,
    /** Counts changed ratings: 1 as delivered, 2 as corrected by a decision. */
    evaluationVersion: Type.Integer({ minimum: 1 }),
    composite: DecimalText,
    resultRating: OneOf(EXPECTATIONS),
    behaviourRating: OneOf(EXPECTATIONS),
    predicate: OneOf(PREDICATES),
  }),
});
export type EvaluationFinalised = EventOf<typeof evaluationFinalised>;
