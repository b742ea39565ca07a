import { defineEvent, type EventOf, Instant, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { StandardRef } from './service-standard';

/**
 * One case was served. Who was served stands nowhere: the receipt carries a one-time code for a review, of which only a keyed
 * hash is kept, apart from the log. Stream `service-event-<serviceEventId>`; subject: the officer.
 * @source domain.md 9.1
 */
export const serviceDelivered = defineEvent({
  type: 'ServiceDelivered',
  version: 1,
  status: 'DELIVERED',
  data: Type.Object({
    serviceEventId: Uuid,
    unitId: Uuid,
    officerId: Uuid,
    /** Began to wait, began to be served, was done. */
    arrivedAt: Instant,
    startedAt: Instant,
    finishedAt: Instant,
    /** Legal date of its end. */
    servedOn: LegalDate,
    /** Whole minutes, begun ones not counted. */
    waitingMinutes: Type.Integer({ minimum: 0 }),
    serviceMinutes: Type.Integer({ minimum: 0 }),
    /** Working days from its beginning to its end; 0 on the same day. */
    serviceDays: Type.Integer({ minimum: 0 }),
    standard: StandardRef,
  }),
});
export type ServiceDelivered = EventOf<typeof serviceDelivered>;
