import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { ObjectName, Recipient, TOPICS } from './topics';

/** So many recipients stand in one fact; a notice to more has several. */
export const RECIPIENTS_IN_A_FACT = 1_000;

/**
 * To whom something is news, as it was looked up when it was first heard of: who subscribes, applies or withdraws later is not among
 * them, however often it is heard of. Nobody is an answer too. Stream `notice-<naturalId('notice', event id)>`.
 * @source domain.md 11, 12
 */
export const noticeAddressed = defineEvent({
  type: 'NoticeAddressed',
  version: 1,
  data: Type.Object({
    noticeId: Uuid,
    topic: OneOf(TOPICS),
    object: ObjectName,
    /** Sorted, each once. */
    to: Type.Array(Recipient, { maxItems: RECIPIENTS_IN_A_FACT, uniqueItems: true }),
  }),
});
export type NoticeAddressed = EventOf<typeof noticeAddressed>;
