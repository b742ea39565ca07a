import { defineEvent, type EventOf, OneOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What an operator can do to the machinery of a service. */
export const OPERATOR_ACTS = [
  'REDRIVE',
  'OUTBOX_REDRIVE',
  'REBUILD',
  'ROLLBACK',
  'DISCARD',
  'REPLAY',
] as const;

/**
 * An operator is about to act on the machinery of a service: recorded first, so nothing is done that nobody can be asked about. Who stands in the
 * core. Stream `operator-act-<uuid>`, one per act.
 * @source audit-ledger.md section 14, question 22
 */
export const operatorActed = defineEvent({
  type: 'OperatorActed',
  version: 1,
  data: Type.Object({
    act: OneOf(OPERATOR_ACTS),
    /** The projection or reaction; left out for the outbox and the topic. */
    part: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,100}$' })),
    /** The one stream that it is about; left out for all. */
    stream: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,200}$' })),
    /** Numbers of a replay, where they were named. */
    from: Type.Optional(Type.Integer({ minimum: 1 })),
    to: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
});
export type OperatorAct = (typeof OPERATOR_ACTS)[number];
export type OperatorActed = EventOf<typeof operatorActed>;
