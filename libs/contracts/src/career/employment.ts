import { defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** How employment ends. @source domain.md 7.2 */
export const EMPLOYMENT_END_KINDS = ['RETIRED', 'RESIGNED', 'DIED', 'DISMISSED'] as const;
export type EmploymentEndKind = (typeof EMPLOYMENT_END_KINDS)[number];

/** What is still open about somebody whose employment ends. */
export const OPEN_CASES = ['DISCIPLINE', 'OBJECTION', 'PLACEMENT', 'PROMOTION'] as const;
export type OpenCase = (typeof OPEN_CASES)[number];

/** Why the service itself proposes an end. @source domain.md 6.3: a probation without the basic training is a proposal to dismiss */
export const EMPLOYMENT_END_GROUNDS = ['PROBATION_FAILED'] as const;
export type EmploymentEndGround = (typeof EMPLOYMENT_END_GROUNDS)[number];

const end = {
  employeeId: Uuid,
  kind: OneOf(EMPLOYMENT_END_KINDS),
  /** The last day. */
  on: LegalDate,
  /** Of HR; null: the service, because of what follows. */
  proposedBy: Type.Union([Uuid, Type.Null()]),
  because: Type.Optional(OneOf(EMPLOYMENT_END_GROUNDS)),
  /** Open cases, sorted by kind and id; where there are any the reason (EXCEPTION) says why it ends all the same. */
  openCases: Type.Array(
    Type.Object({ kind: OneOf(OPEN_CASES), caseId: Uuid }, { additionalProperties: false }),
  ),
};

/** HR proposes that employment ends, or the service does where the law asks for it; a named official decides. Stream `employment-<employeeId>`; subject: the employee. @source domain.md 7.2 */
export const employmentEndProposed = defineEvent({
  type: 'EmploymentEndProposed',
  version: 1,
  status: 'END_PROPOSED',
  data: Type.Object(end),
});
export type EmploymentEndProposed = EventOf<typeof employmentEndProposed>;

/** The leadership declines it; why is the reason (REJECTION). */
export const employmentEndDeclined = defineEvent({
  type: 'EmploymentEndDeclined',
  version: 1,
  status: 'EMPLOYED',
  data: Type.Object({ employeeId: Uuid, decidedBy: Uuid }),
});
export type EmploymentEndDeclined = EventOf<typeof employmentEndDeclined>;

/**
 * Employment ends with the day `on`: plans close pro rata, open cases end, and the time for which the file is kept begins.
 * @source domain.md 7.2, 12; UU 20/2023
 */
export const employmentEnded = defineEvent({
  type: 'EmploymentEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ ...end, decidedBy: Uuid }),
});
export type EmploymentEnded = EventOf<typeof employmentEnded>;
