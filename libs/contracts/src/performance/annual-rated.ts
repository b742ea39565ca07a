import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, PREDICATES } from './ratings';

/**
 * The rater (pejabat penilai) has decided both ratings, and with them the predicate of the year. Final: a mistake is
 * answered by a later event, never by a change to this one.
 * @source PermenPANRB 6/2022
 */
export const annualRated = defineEvent({
  type: 'AnnualRated',
  version: 1,
  status: 'RATED',
  data: Type.Object({
    evaluationId: Uuid,
    raterId: Uuid,
    resultRating: OneOf(EXPECTATIONS),
    behaviourRating: OneOf(EXPECTATIONS),
    predicate: OneOf(PREDICATES),
    /** The regulation whose matrix gave the predicate. */
    regulation: Type.String({ minLength: 1, maxLength: 100 }),
    /** Null where both ratings are as recommended; why they are not is the reason (DEVIATION). */
    deviation: Type.Union([
      Type.Object(
        {
          /** Steps on the order of predicates: positive when better than recommended, 0 when only a rating differs. */
          steps: Type.Integer({ minimum: -4, maximum: 4 }),
          recommended: OneOf(PREDICATES),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    /** The supervisor before, consulted because the rater's own relation was too short; else null. */
    consultedSupervisorId: Type.Union([Uuid, Type.Null()]),
  }),
});
export type AnnualRated = EventOf<typeof annualRated>;
