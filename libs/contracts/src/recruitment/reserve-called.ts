import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { ParticipantNo } from './selection';

/**
 * The leadership has called the next of the reserve to a seat that somebody above left. Stream
 * `application-<applicationId>`; subject: the applicant. @source domain.md 4.2, FillFromReserve
 */
export const reserveCalled = defineEvent({
  type: 'ReserveCalled',
  version: 1,
  status: 'SELECTED',
  data: Type.Object({ applicationId: Uuid, vacancyId: Uuid, participantNo: ParticipantNo }),
});
export type ReserveCalled = EventOf<typeof reserveCalled>;
