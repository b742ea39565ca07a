import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const Candidate = Type.Object(
  {
    employeeId: Uuid,
    /** As mapped when nominated. */
    box: Type.Integer({ minimum: 1, maximum: 9 }),
    /** On which evaluations the map rests, sorted by id; left out of earlier facts, and where it rests on none. */
    evaluations: Type.Optional(
      Type.Array(
        Type.Object(
          { evaluationId: Uuid, evaluationVersion: Type.Integer({ minimum: 1 }) },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);

/**
 * Who may follow in a critical post. Stream `succession-<naturalId('succession', unitId, position)>`.
 * @source domain.md 7.1, 7.2; PermenPANRB 3/2020
 */
export const successionFormed = defineEvent({
  type: 'SuccessionFormed',
  version: 1,
  data: Type.Object({
    successionId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    formedBy: Uuid,
    /** Highest box first, then by id. */
    candidates: Type.Array(Candidate),
  }),
});
export type SuccessionFormed = EventOf<typeof successionFormed>;

/** One more person stands ready for the post. Subject: the person. */
export const successorNominated = defineEvent({
  type: 'SuccessorNominated',
  version: 1,
  data: Type.Object({ successionId: Uuid, ...Candidate.properties, nominatedBy: Uuid }),
});
export type SuccessorNominated = EventOf<typeof successorNominated>;
