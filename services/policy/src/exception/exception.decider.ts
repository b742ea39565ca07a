import {
  type ExceptionExpired,
  exceptionExpired,
  type ExceptionGranted,
  exceptionGranted,
  type ExceptionRefused,
  exceptionRefused,
  type ExceptionRequested,
  exceptionRequested,
} from '@jejak/contracts/policy';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  NotAuthorised,
  NotFound,
  parseStream,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';

export type ExceptionCommand =
  | {
      readonly type: 'RequestException';
      readonly by: string;
      readonly exceptionId: string;
      /** A stream. */
      readonly case: string;
      /** A policy. */
      readonly rule: string;
      readonly unitId: string;
      readonly until: string;
      /** The employee whose case it is; null: none is named, and the installation's key seals the words. */
      readonly employeeId: string | null;
      readonly reason: string;
    }
  | { readonly type: 'GrantException'; readonly by: string; readonly reason: string }
  | { readonly type: 'RefuseException'; readonly by: string; readonly reason: string }
  | { readonly type: 'ExpireException' };
export type ExceptionEvent = ExceptionRequested | ExceptionGranted | ExceptionRefused | ExceptionExpired;

export interface ExceptionGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly today: string;
  /** Calendar days for which an exception may be granted. */
  readonly exceptionDays: number;
  readonly reasonMinimum: number;
  /** Whether the actor is the head of the unit. */
  readonly isHead?: boolean;
  readonly ruleExists?: boolean;
  readonly employeeExists?: boolean;
}

type Requested = ExceptionRequested['data'];
export type Exception =
  | { readonly status: 'absent' }
  | {
      readonly status: 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'EXPIRED';
      readonly requested: Requested;
    };

/**
 * Streams that are about many people at once. What is excepted for one of them is excepted for a class, which only a new version of
 * the policy may do. @source domain.md 8.1
 */
const OF_MANY: ReadonlySet<string> = new Set([
  ...['unit', 'cycle', 'period', 'vacancy', 'formation', 'ranking', 'session', 'training-plan', 'programme'],
  ...['policy', 'policy-review', 'survey', 'engagement-survey', 'distribution-review', 'dataset', 'import'],
  ...['indicator', 'source', 'direction', 'unit-result', 'organisation-result'],
]);

/** @throws RuleViolated RULE_VIOLATED */
const ofOneCase = (stream: string): void => {
  const aggregate = parseStream(stream)?.aggregate;
  if (aggregate === undefined || OF_MANY.has(aggregate))
    throw new RuleViolated('RULE_VIOLATED', 'An exception is for one case, never for a class of people.', {
      ...{ field: 'case', rule: 'exception.one-case' },
      params: { rule: 'exception.one-case' },
    });
};

/** @throws RuleViolated DEADLINE_PASSED, RULE_VIOLATED */
const shortEnough = (until: string, { today, exceptionDays }: ExceptionGiven): void => {
  if (until < today)
    throw new RuleViolated('DEADLINE_PASSED', 'The last day of the exception is over.', { field: 'until' });
  const latest = plusDays(today, exceptionDays);
  if (until > latest)
    throw new RuleViolated('RULE_VIOLATED', `An exception ends by ${latest}.`, {
      ...{ field: 'until', rule: 'exception.days' },
      params: { rule: 'exception.days', date: latest },
    });
};

const request = (
  command: Extract<ExceptionCommand, { type: 'RequestException' }>,
  state: Exception,
  given: ExceptionGiven,
): ExceptionEvent[] => {
  // Its id comes from the command's: what is there is this very request.
  if (state.status !== 'absent') return [];
  const { by: requestedBy, exceptionId, case: stream, rule, unitId, until, employeeId } = command;
  if (!needed(given.isHead, 'the head'))
    throw new NotAuthorised('NOT_RELATED', 'Only the head of the unit asks for an exception.');
  if (!needed(given.ruleExists, 'the policy'))
    throw new NotFound('POLICY_NOT_FOUND', 'There is no policy under this key.', { field: 'rule' });
  if (!needed(given.employeeExists, 'the employee'))
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
  ofOneCase(stream);
  shortEnough(until, given);
  const reason = reasonFor('EXCEPTION', command.reason, given.reasonMinimum);
  const about = employeeId === null ? {} : { subject: employeeId };
  return [
    exceptionRequested(
      { exceptionId, case: stream, rule, until, unitId, requestedBy, employeeId },
      { ...about, reason },
    ),
  ];
};

const decide = (command: ExceptionCommand, state: Exception, given: ExceptionGiven): ExceptionEvent[] => {
  if (command.type === 'RequestException') return request(command, state, given);
  if (state.status === 'absent')
    throw new NotFound('EXCEPTION_NOT_FOUND', 'There is no such exception for you to read or decide.');
  const { exceptionId, case: stream, rule, until, requestedBy, employeeId } = state.requested;
  const exception = { exceptionId, case: stream, rule, until };
  const about = employeeId === null ? {} : { subject: employeeId };
  if (command.type === 'ExpireException')
    return state.status === 'GRANTED' ? [exceptionExpired(exception, about)] : [];
  if (state.status !== 'REQUESTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The request is decided already.');
  if (command.by === requestedBy || command.by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on what they ask for, or on their own case.', {
      rule: 'sod.request-and-grant',
    });
  if (command.type === 'RefuseException') {
    const reason = reasonFor('REJECTION', command.reason, given.reasonMinimum);
    return [exceptionRefused({ ...exception, refusedBy: command.by }, { ...about, reason })];
  }
  shortEnough(until, given);
  const reason = reasonFor('EXCEPTION', command.reason, given.reasonMinimum);
  const expiresAt = endOfDay(until, given.calendar);
  return [exceptionGranted({ ...exception, expiresAt, grantedBy: command.by }, { ...about, reason })];
};

/** That a rule be not applied to one case, for some days. @source domain.md 2.4, 8.1 */
export const exception: Decider<ExceptionCommand, ExceptionEvent, Exception, ExceptionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, event) => {
    switch (event.type) {
      case 'ExceptionRequested':
        return { status: 'REQUESTED', requested: event.data };
      case 'ExceptionGranted':
        return state.status === 'absent' ? state : { ...state, status: 'GRANTED' };
      case 'ExceptionRefused':
        return state.status === 'absent' ? state : { ...state, status: 'REFUSED' };
      case 'ExceptionExpired':
        return state.status === 'absent' ? state : { ...state, status: 'EXPIRED' };
    }
  },
};
