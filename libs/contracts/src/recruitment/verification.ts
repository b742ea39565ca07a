import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { RequirementRef, VERIFICATION_OUTCOMES } from './selection';

/** Those that are not met, each once, in the order in which they were announced. */
const RequirementRefs = Type.Array(RequirementRef, { maxItems: 50 });

/**
 * One verifier has held an application against the announced requirements; why one was refused stands in the reason.
 * Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.2
 */
export const applicationVerified = defineEvent({
  type: 'ApplicationVerified',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    verifier: Uuid,
    outcome: OneOf(VERIFICATION_OUTCOMES),
    /** Empty where the application passes. */
    requirementRefs: RequirementRefs,
  }),
});
export type ApplicationVerified = EventOf<typeof applicationVerified>;

/** By what an application came past the verification: the majority of its verifiers, or an objection (sanggah) that was upheld. */
export const ADMISSIONS = ['VERIFICATION', 'OBJECTION'] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** The application meets the announced requirements and goes on to the SKD. */
export const applicationAdminPassed = defineEvent({
  type: 'ApplicationAdminPassed',
  version: 1,
  status: 'ADMIN_PASSED',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    by: OneOf(ADMISSIONS),
    /** The objection that was upheld; null where the verifiers let it pass. */
    objectionId: Type.Union([Uuid, Type.Null()]),
  }),
});
export type ApplicationAdminPassed = EventOf<typeof applicationAdminPassed>;

/** The majority of the verifiers refuses the application; why stands in the reason. Only an objection can change it. */
export const applicationAdminRejected = defineEvent({
  type: 'ApplicationAdminRejected',
  version: 1,
  status: 'ADMIN_REJECTED',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    /** The one that most of those verifiers named; of equals the first announced. */
    requirementRef: RequirementRef,
    /** All that they named. */
    requirementRefs: RequirementRefs,
  }),
});
export type ApplicationAdminRejected = EventOf<typeof applicationAdminRejected>;
