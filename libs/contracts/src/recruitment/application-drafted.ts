import { defineEvent, type EventOf, LegalDate, OneOf, Personal, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { DOCUMENT_KINDS } from './documents';
import { CHANNELS, Gpa, SelectionYear } from './selection';

/**
 * An applicant has put down what an application is to say, as often as wanted before it is submitted; each draft stands in place
 * of the one before. Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.1, 4.2
 */
export const applicationDrafted = defineEvent({
  type: 'ApplicationDrafted',
  version: 1,
  status: 'DRAFT',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    applicantId: Uuid,
    year: SelectionYear,
    /** Null until it is said. */
    channel: Type.Union([OneOf(CHANNELS), Type.Null()]),
    educationGpa: Gpa,
    /** Left out until it is said. */
    birthDate: Type.Optional(Personal(LegalDate)),
    /** Null: the newest of each kind that the vacancy asks for, when it is submitted. */
    documents: Type.Union([
      Type.Array(Type.Object({ kind: OneOf(DOCUMENT_KINDS), sha256: Sha256 }), { maxItems: 50 }),
      Type.Null(),
    ]),
  }),
});
export type ApplicationDrafted = EventOf<typeof applicationDrafted>;
