import { DOCUMENT_MEDIA_TYPES, OneOf, Sha256 } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';

/** What a document of an applicant shows. */
export const DOCUMENT_KINDS = [
  'CERTIFICATE',
  'CONDUCT_RECORD',
  'DIPLOMA',
  'DISABILITY_STATEMENT',
  'EXPERIENCE_LETTER',
  'HEALTH_CERTIFICATE',
  'IDENTITY',
  'LANGUAGE_CERTIFICATE',
  'OTHER',
  'PHOTO',
  'TRANSCRIPT',
  'WORK_SAMPLE',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document as an application names it; the file is kept apart from the log. `size` in bytes. */
export const SubmittedDocument = Type.Object({
  kind: OneOf(DOCUMENT_KINDS),
  sha256: Sha256,
  mediaType: OneOf(DOCUMENT_MEDIA_TYPES),
  size: Type.Integer({ minimum: 1 }),
});
export type SubmittedDocument = Static<typeof SubmittedDocument>;
