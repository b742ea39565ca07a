import { defineEvent, type EventOf, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { ParticipantNo, RequirementRef, VERIFICATION_OUTCOMES } from './selection';

/** What the verification came to for one applicant. Nobody is ranked here. */
export const AdminResultRow = Type.Object({
  participantNo: ParticipantNo,
  applicationId: Uuid,
  outcome: OneOf(VERIFICATION_OUTCOMES),
  /** The announced requirements that are not met; empty for who passed. */
  requirementRefs: Type.Array(RequirementRef, { maxItems: 50 }),
});
export type AdminResultRow = Static<typeof AdminResultRow>;

/**
 * A part of what the verification of a vacancy's applications came to, in order of the participant numbers. Recorded like a
 * ranking: each part in a stream of its own, that of part 1 is `admin-result-<adminResultId>`, the id from vacancy and rows,
 * and part 1 comes last, so a result is there, whole, when its part 1 is. @source domain.md 4.2
 */
export const adminResultComputed = defineEvent({
  type: 'AdminResultComputed',
  version: 1,
  data: Type.Object({
    adminResultId: Uuid,
    vacancyId: Uuid,
    /** 1 … `parts`. */
    part: Type.Integer({ minimum: 1 }),
    parts: Type.Integer({ minimum: 1 }),
    /** Rows of all parts together. */
    count: Type.Integer({ minimum: 0 }),
    /** Of the canonical text of all rows. */
    rowsSha256: Sha256,
    policies: Type.Array(PolicyRef),
    rows: Type.Array(AdminResultRow),
  }),
});
export type AdminResultComputed = EventOf<typeof adminResultComputed>;
