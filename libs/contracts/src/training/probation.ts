import { defineEvent, type EventOf, Instant, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The probation year of a candidate civil servant (CPNS) runs. Stream `probation-<naturalId('probation', employeeId)>`;
 * subject: the employee, also of the facts below. @source PP 11/2017 as amended by PP 17/2020; domain.md 6.3
 */
export const probationStarted = defineEvent({
  type: 'ProbationStarted',
  version: 1,
  status: 'RUNNING',
  data: Type.Object({
    employeeId: Uuid,
    tmt: LegalDate,
    /** Last day. */
    endsOn: LegalDate,
    /** The instant at which that day is over. */
    endsAt: Instant,
  }),
});
export type ProbationStarted = EventOf<typeof probationStarted>;

/** The basic training (Latsar) is passed, which a candidate takes once only. */
export const latsarPassed = defineEvent({
  type: 'LatsarPassed',
  version: 1,
  data: Type.Object({ employeeId: Uuid, enrolmentId: Uuid }),
});
export type LatsarPassed = EventOf<typeof latsarPassed>;

/** HR put the candidate forward for the appointment as a civil servant (PNS): what was to be learned is passed. */
export const probationPassed = defineEvent({
  type: 'ProbationPassed',
  version: 1,
  status: 'PASSED',
  data: Type.Object({ employeeId: Uuid, passedOn: LegalDate }),
});
export type ProbationPassed = EventOf<typeof probationPassed>;

/** The employment ended before the probation did: nobody owes anything any more. @source domain.md 12 */
export const probationLapsed = defineEvent({
  type: 'ProbationLapsed',
  version: 1,
  status: 'LAPSED',
  data: Type.Object({ employeeId: Uuid, endedOn: LegalDate }),
});
export type ProbationLapsed = EventOf<typeof probationLapsed>;

/** The year is over without the basic training: a proposal to dismiss, which a named official decides. */
export const probationFailed = defineEvent({
  type: 'ProbationFailed',
  version: 1,
  status: 'FAILED',
  data: Type.Object({ employeeId: Uuid, endedOn: LegalDate, missing: Type.Array(Type.Literal('LATSAR')) }),
});
export type ProbationFailed = EventOf<typeof probationFailed>;
