import { defineEvent, type EventOf, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Why a message is no good, from the outside in. The last three leave the event itself in the log. */
export const REJECTION_RULES = [
  /** No CloudEvents message as agreed: not JSON, not canonical, a member missing, an attribute that contradicts the core. */
  'MALFORMED',
  /** The topic, `src` and the service in the type do not name one and the same service. */
  'SOURCE_DIFFERS',
  /** The leaf would be larger than 16 KiB. */
  'LEAF_TOO_LARGE',
  /** Data and opening are not what the core committed to. */
  'COMMITMENT_DIFFERS',
  /** The core came without the payload that it commits to, so nobody could check it. */
  'PAYLOAD_ABSENT',
  /** The payload is nothing that a database can hold as JSON; the message is kept as evidence. */
  'PAYLOAD_UNSTORABLE',
] as const;
export type RejectionRule = (typeof REJECTION_RULES)[number];

/**
 * A message failed a check of the ledger. Once per message content: the stream is `rejection-<naturalId of topic and
 * SHA-256 of the message>`. An event that fails only for its payload happened all the same: it is logged, and this names it.
 * @source audit-ledger.md section 5
 */
export const eventRejected = defineEvent({
  type: 'EventRejected',
  version: 1,
  data: Type.Object({
    rejectionId: Uuid,
    rule: OneOf(REJECTION_RULES),
    topic: Type.String({ maxLength: 249 }),
    /** −1: it came by the service's feed, which has no partitions. */
    partition: Type.Integer({ minimum: -1 }),
    offset: Type.Integer({ minimum: 0 }),
    /** SHA-256 over the message's value; the message itself is kept as evidence. */
    sha256: Sha256,
    /** Whether the event is in the log all the same. The members below are null where the message could not be read. */
    logged: Type.Boolean(),
    source: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
    pos: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    eventId: Type.Union([Uuid, Type.Null()]),
    stream: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    version: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  }),
});
export type EventRejected = EventOf<typeof eventRejected>;
