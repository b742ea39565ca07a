import {
  exceptionExpired,
  exceptionGranted,
  exceptionRefused,
  exceptionRequested,
} from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { calendar, E1, PPK, some, SUP1, UNIT } from '../../test/people';
import { exception, type ExceptionCommand, type ExceptionGiven } from './exception.decider';

const { given } = specFor(exception);
const reason = 'Kebakaran puskesmas merusak berkas penilaian.';
const about = {
  ...{
    exceptionId: some(1),
    case: `evaluation-${some(2)}`,
    rule: 'perf.objection.days',
    until: '2027-02-12',
  },
};
const request = (over: object = {}): ExceptionCommand => ({
  ...{ type: 'RequestException', by: SUP1, ...about, unitId: UNIT, employeeId: E1, reason },
  ...over,
});
const reads: ExceptionGiven = {
  ...{ calendar, today: '2027-01-29', exceptionDays: 90, reasonMinimum: 20 },
  ...{ isHead: true, ruleExists: true, employeeExists: true },
};
const words = { subject: E1, reason: { code: 'EXCEPTION', text: reason } } as const;
const requested = exceptionRequested({ ...about, unitId: UNIT, requestedBy: SUP1, employeeId: E1 }, words);
const granted = exceptionGranted({ ...about, expiresAt: '2027-02-12T17:00:00.000Z', grantedBy: PPK }, words);
const grant = (over: object = {}): ExceptionCommand => ({ type: 'GrantException', by: PPK, reason, ...over });

describe('RequestException', () => {
  it('is by the head of a unit, for one case', () => {
    given().when(request(), reads).thenRecords(requested);
    given(requested).when(request(), reads).thenRecords();
  });
  it.each([
    ['NOT_RELATED', {}, { isHead: false }],
    ['POLICY_NOT_FOUND', {}, { ruleExists: false }],
    ['EMPLOYEE_NOT_FOUND', {}, { employeeExists: false }],
    ['REASON_REQUIRED', { reason: 'Terlambat.' }, {}],
    ['DEADLINE_PASSED', { until: '2027-01-28' }, {}],
  ])('is refused with %s', (code, over, read) =>
    given()
      .when(request(over), { ...reads, ...read })
      .thenRefuses(code),
  );
  it.each([
    ['2027-04-29', null],
    ['2027-04-30', 'exception.days'],
  ])('ends within ninety days: %s', (until, rule) => {
    const outcome = given().when(request({ until }), reads);
    if (rule) outcome.thenRefuses('RULE_VIOLATED', { rule });
    else outcome.thenFacts(() => undefined);
  });
  it.each(['unit', 'cycle', 'vacancy', 'policy', 'survey', 'session', 'distribution-review'])(
    'is never for a class of people: %s',
    (aggregate) =>
      given()
        .when(request({ case: `${aggregate}-${some(2)}` }), reads)
        .thenRefuses('RULE_VIOLATED', { rule: 'exception.one-case' }),
  );
});

describe('the decision on it', () => {
  it('is of somebody else', () => {
    given(requested).when(grant(), reads).thenRecords(granted);
    given(requested)
      .when(grant({ by: SUP1 }), reads)
      .thenRefuses('SOD_VIOLATION');
    given(requested)
      .when(grant({ by: E1 }), reads)
      .thenRefuses('SOD_VIOLATION');
  });
  it('is taken once, with reasons, while it lasts', () => {
    given(requested, granted).when(grant(), reads).thenRefuses('ILLEGAL_TRANSITION');
    given(requested)
      .when(grant({ reason: 'Ya.' }), reads)
      .thenRefuses('REASON_REQUIRED');
    given(requested)
      .when(grant(), { ...reads, today: '2027-02-13' })
      .thenRefuses('DEADLINE_PASSED');
    given().when(grant(), reads).thenRefuses('EXCEPTION_NOT_FOUND');
  });
  it('may be no', () =>
    given(requested)
      .when({ type: 'RefuseException', by: PPK, reason }, reads)
      .thenRecords(
        exceptionRefused(
          { ...about, refusedBy: PPK },
          { subject: E1, reason: { code: 'REJECTION', text: reason } },
        ),
      ));
  it('ends with its last day', () => {
    const expire = { type: 'ExpireException' } as const;
    const expired = exceptionExpired(about, { subject: E1 });
    given(requested, granted).when(expire, reads).thenRecords(expired);
    given(requested, granted, expired).when(expire, reads).thenRecords();
    given(requested).when(expire, reads).thenRecords();
  });
});
