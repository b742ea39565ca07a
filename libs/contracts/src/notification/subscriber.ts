import { defineEvent, type EventOf, Instant, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { LANGUAGES, PUBLIC_TOPICS } from './topics';

const id = { subscriberId: Uuid };

/**
 * Somebody without an account asks to be told by e-mail, and has to confirm that the address is theirs. Stream
 * `subscriber-<subscriberId>`, the id from a keyed hash of the address; the address stands under a key of this subscriber alone.
 * @source domain.md 11
 */
export const subscriberAsked = defineEvent({
  type: 'SubscriberAsked',
  version: 1,
  status: 'ASKED',
  data: Type.Object({
    ...id,
    email: Personal(Type.String({ minLength: 3, maxLength: 254 })),
    /** In the order of `PUBLIC_TOPICS`. */
    topics: Type.Array(OneOf(PUBLIC_TOPICS), { minItems: 1, uniqueItems: true }),
    language: OneOf(LANGUAGES),
    /** The first instant at which confirming comes too late. */
    confirmBy: Instant,
    /** How often it was asked, from 1: each is confirmed by a message of its own. */
    round: Type.Integer({ minimum: 1 }),
  }),
});
export type SubscriberAsked = EventOf<typeof subscriberAsked>;

/** Whoever reads the mail of the address wants it: only now anything is sent. */
export const subscriberConfirmed = defineEvent({
  type: 'SubscriberConfirmed',
  version: 1,
  status: 'CONFIRMED',
  data: Type.Object({
    ...id,
    topics: Type.Array(OneOf(PUBLIC_TOPICS), { minItems: 1, uniqueItems: true }),
    language: OneOf(LANGUAGES),
  }),
});
export type SubscriberConfirmed = EventOf<typeof subscriberConfirmed>;

/** No more. */
export const subscriberLeft = defineEvent({
  type: 'SubscriberLeft',
  version: 1,
  status: 'LEFT',
  data: Type.Object(id),
});
export type SubscriberLeft = EventOf<typeof subscriberLeft>;
