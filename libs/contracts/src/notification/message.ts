import { defineEvent, type EventOf, Instant, LegalDate, OneOf, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { CHANNELS, Link, ObjectName, OUTBOUND_CHANNELS, Recipient, Step, Title, TOPICS } from './topics';

const message = { messageId: Uuid };
const attempt = { ...message, channel: OneOf(OUTBOUND_CHANNELS), attempt: Type.Integer({ minimum: 1 }) };

/**
 * Somebody is told something. Stream `message-<naturalId('message', topic, object, step, recipient)>`, so the same is told once
 * however often it is heard of; subject: the person. A title and a link, and nothing that is personal. @source domain.md 11
 */
export const messageQueued = defineEvent({
  type: 'MessageQueued',
  version: 1,
  status: 'QUEUED',
  data: Type.Object({
    ...message,
    recipient: Recipient,
    topic: OneOf(TOPICS),
    object: ObjectName,
    step: Step,
    /** Its delivery starts a clock of the law. */
    legal: Type.Boolean(),
    /** Told after its time. */
    late: Type.Boolean(),
    title: Title,
    /** `0`: the text that this service came with. */
    templateVersion: Type.Integer({ minimum: 0 }),
    link: Link,
    /** The last day of what it is about; null where nothing is due. */
    dueOn: Type.Union([LegalDate, Type.Null()]),
    unitId: Type.Union([Uuid, Type.Null()]),
    /** Beside the inbox, in order. */
    channels: Type.Array(OneOf(OUTBOUND_CHANNELS), { uniqueItems: true }),
    /** Not before: the quiet hours of the recipient end then. */
    notBefore: Instant,
    pinnedPolicies: Type.Array(PolicyRef),
  }),
});
export type MessageQueued = EventOf<typeof messageQueued>;

/** The recipient has switched the topic off: that stands, whatever they wish of later ones. @source domain.md 11 */
export const messageWithheld = defineEvent({
  type: 'MessageWithheld',
  version: 1,
  status: 'WITHHELD',
  data: Type.Object({
    ...message,
    recipient: Recipient,
    topic: OneOf(TOPICS),
    object: ObjectName,
    step: Step,
  }),
});
export type MessageWithheld = EventOf<typeof messageWithheld>;

/** It left this installation. `proof`: what the other side answered. */
export const messageSent = defineEvent({
  type: 'MessageSent',
  version: 1,
  status: 'SENT',
  data: Type.Object({ ...attempt, proof: Type.String({ maxLength: 300 }) }),
});
export type MessageSent = EventOf<typeof messageSent>;

/** It is where it should be: in the inbox, or the recipient's own system took it. */
export const messageDelivered = defineEvent({
  type: 'MessageDelivered',
  version: 1,
  status: 'DELIVERED',
  data: Type.Object({ ...message, channel: OneOf(CHANNELS), proof: Type.String({ maxLength: 300 }) }),
});
export type MessageDelivered = EventOf<typeof messageDelivered>;

/** Why a message did not get through. */
export const DELIVERY_FAULTS = [
  'ADDRESS_MISSING',
  'ADDRESS_REFUSED',
  'CHANNEL_UNAVAILABLE',
  'UNREACHABLE',
  'REFUSED',
  'TIMEOUT',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** It did not get through; `retryAt` is null where it is not tried again. */
export const messageFailed = defineEvent({
  type: 'MessageFailed',
  version: 1,
  status: 'FAILED',
  data: Type.Object({
    ...attempt,
    fault: OneOf(DELIVERY_FAULTS),
    /** Of HTTP or SMTP; null where nothing answered. */
    answer: Type.Union([Type.Integer({ minimum: 100, maximum: 999 }), Type.Null()]),
    retryAt: Type.Union([Instant, Type.Null()]),
  }),
});
export type MessageFailed = EventOf<typeof messageFailed>;

/** A channel was tried often enough. */
export const messageGaveUp = defineEvent({
  type: 'MessageGaveUp',
  version: 1,
  status: 'GAVE_UP',
  data: Type.Object({
    ...message,
    channel: OneOf(OUTBOUND_CHANNELS),
    attempts: Type.Integer({ minimum: 1 }),
  }),
});
export type MessageGaveUp = EventOf<typeof messageGaveUp>;

/** Somebody opened it: whom it was for, or who acts under the role that it was for. */
export const messageRead = defineEvent({
  type: 'MessageRead',
  version: 1,
  status: 'READ',
  data: Type.Object({ ...message, readBy: Uuid }),
});
export type MessageRead = EventOf<typeof messageRead>;

/**
 * Two channels failed a message that starts a clock of the law: it counts as received on `receivedOn`, by the notice in the inbox.
 * Whose clock it is counts from this fact, and moves its due date. Recorded with the failure of the second channel, so that the
 * window of three days of a selection still hears of it in time. @source domain.md 11
 */
export const legalDeliveryDelayed = defineEvent({
  type: 'LegalDeliveryDelayed',
  version: 1,
  data: Type.Object({
    ...message,
    recipient: Recipient,
    topic: OneOf(TOPICS),
    object: ObjectName,
    receivedOn: LegalDate,
    /** The channels that failed, in order. */
    failed: Type.Array(OneOf(OUTBOUND_CHANNELS), { minItems: 2 }),
  }),
});
export type LegalDeliveryDelayed = EventOf<typeof legalDeliveryDelayed>;
