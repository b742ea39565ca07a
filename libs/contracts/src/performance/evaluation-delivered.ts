import {
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
import { PREDICATES } from './ratings';

/** The employee has received the evaluation: from here the window of objection (keberatan) runs. */
export const evaluationDelivered = defineEvent({
  type: 'EvaluationDelivered',
  version: 1,
  status: 'DELIVERED',
  data: Type.Object({
    evaluationId: Uuid,
    deliveredBy: Uuid,
    /** 1: the version counts changed ratings. */
    evaluationVersion: Type.Integer({ minimum: 1 }),
    predicate: OneOf(PREDICATES),
    /** Last days on which it can be acknowledged, and objected to. */
    acknowledgeBy: LegalDate,
    objectBy: LegalDate,
    /** The instants at which those days are over in the city. */
    deemedAt: Instant,
    finalAt: Instant,
  }),
});
export type EvaluationDelivered = EventOf<typeof evaluationDelivered>;

/** The employee has read it, and agrees or not; the window of objection goes on. */
export const evaluationAcknowledged = defineEvent({
  type: 'EvaluationAcknowledged',
  version: 1,
  status: 'ACKNOWLEDGED',
  data: Type.Object({ evaluationId: Uuid, agree: Type.Boolean(), comment: Personal(FreeText) }),
});
export type EvaluationAcknowledged = EventOf<typeof evaluationAcknowledged>;

/** The time to acknowledge passed in silence. */
export const evaluationDeemedAcknowledged = defineEvent({
  type: 'EvaluationDeemedAcknowledged',
  version: 1,
  status: 'DEEMED_ACKNOWLEDGED',
  data: Type.Object({ evaluationId: Uuid, acknowledgeBy: LegalDate }),
});
export type EvaluationDeemedAcknowledged = EventOf<typeof evaluationDeemedAcknowledged>;

/**
 * The delivery could not be proved, so the time for an objection runs from the day on which the notice in the inbox counts as received.
 * The acknowledgement stays where it was. @source domain.md 11
 */
export const objectionWindowMoved = defineEvent({
  type: 'ObjectionWindowMoved',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    /** When it counts as received. */
    receivedOn: LegalDate,
    objectBy: LegalDate,
    /** When the last day for an objection is over: without one, the evaluation becomes final. */
    finalAt: Instant,
  }),
});
export type ObjectionWindowMoved = EventOf<typeof objectionWindowMoved>;
