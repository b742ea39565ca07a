import { defineEvent, type EventOf, LegalDate, OneOf, Personal, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { SubmittedDocument } from './documents';
import { CHANNELS, Gpa, ParticipantNo, SelectionYear } from './selection';

/**
 * Somebody has applied for a vacancy. Stream `application-<applicationId>`, the id from applicant and year, so there is
 * one application a year; subject: the applicant. In public the applicant is the participant number and nothing else.
 * @source domain.md 4.2, 2.9
 */
export const applicationSubmitted = defineEvent({
  type: 'ApplicationSubmitted',
  version: 1,
  status: 'SUBMITTED',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    /** Null where a round was taken over from a file that names nobody. */
    applicantId: Type.Union([Uuid, Type.Null()]),
    year: SelectionYear,
    participantNo: ParticipantNo,
    channel: OneOf(CHANNELS),
    educationGpa: Gpa,
    /** Left out where a round was taken over from a file that names nobody. */
    birthDate: Type.Optional(Personal(LegalDate)),
    /** Sorted by kind. Left out where none were taken: in a round that was taken over, and in facts from before there were any. */
    documents: Type.Optional(Type.Array(SubmittedDocument, { maxItems: 50 })),
    /** The row of the file from which it was taken over; the first after the header is row 1. */
    imported: Type.Union([
      Type.Object({ importId: Uuid, fileSha256: Sha256, row: Type.Integer({ minimum: 1 }) }),
      Type.Null(),
    ]),
  }),
});
export type ApplicationSubmitted = EventOf<typeof applicationSubmitted>;
