import { defineEvent, type EventOf, Instant, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The law no longer asks for the record of somebody who was not taken on: the time after the first final result of the vacancy is over.
 * It destroys nothing, since the key is the person's in all services: that the data officer decides. Stream
 * `application-<applicationId>`; subject: the applicant. @source UU 27/2022; domain.md 2.6
 */
export const applicationRetentionEnded = defineEvent({
  type: 'ApplicationRetentionEnded',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    applicantId: Uuid,
    /** The first instant at which it was no longer kept by law. */
    retainedUntil: Instant,
  }),
});
export type ApplicationRetentionEnded = EventOf<typeof applicationRetentionEnded>;
