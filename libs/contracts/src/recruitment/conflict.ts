import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What ties a member of the committee to an applicant. */
export const CONFLICT_KINDS = [
  'KINSHIP',
  'BUSINESS',
  'EMPLOYMENT',
  'TEACHING',
  'FRIENDSHIP',
  'FINANCIAL',
  'RIVALRY',
  'OTHER',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/**
 * A member of the committee has declared a conflict of interest with one applicant, and neither verifies, scores nor votes
 * about them any more. Stream `application-<applicationId>`; subject: who declared it, whose words
 * they are. @source domain.md 4.2
 */
export const conflictDeclared = defineEvent({
  type: 'ConflictDeclared',
  version: 1,
  data: Type.Object({
    /** Who declared it, about themselves. */
    person: Uuid,
    applicationId: Uuid,
    kind: OneOf(CONFLICT_KINDS),
    /** In their own words, for those who inspect; left out where none were given. */
    explanation: Type.Optional(Personal(FreeText)),
  }),
});
export type ConflictDeclared = EventOf<typeof conflictDeclared>;
