import { defineEvent, type EventOf, Instant, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PolicyKey } from './policy-seeded';

/** The stream of the one case that an exception is for: `evaluation-<uuid>`. Never a class of people. */
export const CaseStream = Type.String({
  pattern: '^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  maxLength: 100,
});

const exception = {
  exceptionId: Uuid,
  case: CaseStream,
  /** The key of the policy whose rule or clock is not to hold for the case: `perf.objection.days`. */
  rule: PolicyKey,
  /** The last day of it. */
  until: LegalDate,
};

/**
 * The head of a unit asks that a rule be not applied to one case. Stream `exception-<exceptionId>`; subject: the employee whose case
 * it is, where the request names one. Why is the reason (EXCEPTION), of every fact of it.
 * @source domain.md 8.1, 2.4
 */
export const exceptionRequested = defineEvent({
  type: 'ExceptionRequested',
  version: 1,
  status: 'REQUESTED',
  data: Type.Object({
    ...exception,
    unitId: Uuid,
    requestedBy: Uuid,
    /** Whose case it is, where an employee is named. */
    employeeId: Type.Union([Uuid, Type.Null()]),
  }),
});
export type ExceptionRequested = EventOf<typeof exceptionRequested>;

/**
 * The leadership grants it: until its last day is over (`expiresAt`), a late command of this rule on this case is not refused. Who
 * looks it up matches `case` and `rule`, and compares the business time with `expiresAt`; `ExceptionExpired` follows by itself.
 * @source domain.md 2.4, 8.1
 */
export const exceptionGranted = defineEvent({
  type: 'ExceptionGranted',
  version: 1,
  status: 'GRANTED',
  data: Type.Object({ ...exception, expiresAt: Instant, grantedBy: Uuid }),
});
export type ExceptionGranted = EventOf<typeof exceptionGranted>;

/** The leadership refuses it. Why is the reason (REJECTION). */
export const exceptionRefused = defineEvent({
  type: 'ExceptionRefused',
  version: 1,
  status: 'REFUSED',
  data: Type.Object({ ...exception, refusedBy: Uuid }),
});
export type ExceptionRefused = EventOf<typeof exceptionRefused>;

/** Its last day is over: the rule holds for the case again. */
export const exceptionExpired = defineEvent({
  type: 'ExceptionExpired',
  version: 1,
  status: 'EXPIRED',
  data: Type.Object(exception),
});
export type ExceptionExpired = EventOf<typeof exceptionExpired>;
