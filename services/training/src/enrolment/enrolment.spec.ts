import {
  assessmentOverdue,
  assessmentRecorded,
  attendanceRecorded,
  certificateIssued,
  certificateRevoked,
  changeProjectAccepted,
  changeProjectRejected,
  trainingApplicationRated,
  trainingFailed,
  trainingPassed,
  trainingReactionGiven,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E1, HR1, rules, some, STRANGER, SUP1, TRAINER } from '../../test/people';
import type { AttendedPart, EnrolmentCommand, EnrolmentGiven, HeldSeat } from './enrolment.commands';
import { enrolment } from './enrolment.decider';

const { given } = specFor(enrolment);
const SHA = 'a'.repeat(64);
const scheduled: HeldSeat['scheduled'] = {
  ...{ sessionId: some(1), programmeId: some(2), kind: 'TECHNICAL', stateProgramme: null, jp: 8 },
  ...{ components: ['PRE', 'POST'], competencies: ['COLD_CHAIN'], prerequisites: [], mandatory: false },
  ...{ capacity: 20, mode: 'IN_PERSON', room: 'Aula', trainerId: TRAINER, materials: [SHA], costIdr: 0 },
  parts: [
    { part: 1, on: '2026-02-25', from: '08:00', to: '15:00' },
    { part: 2, on: '2026-02-26', from: '08:00', to: '15:00' },
  ],
  ...{ startsOn: '2026-02-25', endsOn: '2026-02-26', startsAt: at('2026-02-25', '00:00:00.000') },
  settlesAt: at('2026-03-06', '00:00:00.000'),
};
const seatOf = (over: object = {}, more: Partial<HeldSeat> = {}): HeldSeat => ({
  ...{ enrolmentId: some(9), employeeId: E1, confirmed: true, cancelled: false },
  scheduled: { ...scheduled, ...over },
  ...more,
});
const reads: EnrolmentGiven & { now: string } = {
  ...{ calendar, date: '2026-02-26', rules, seat: seatOf(), trainerOnDuty: true, supervisorId: SUP1 },
  now: at('2026-02-26', '16:00:00.000'),
};
const on = (date: string, time = '09:00:00.000') => ({ ...reads, date, now: at(date, time) });
const about = { subject: E1 };
const ids = { enrolmentId: some(9), sessionId: some(1), employeeId: E1 };
const attended = (sessionPart: number, present = true) =>
  attendanceRecorded({ ...ids, sessionPart, present }, about);
const assessed = (scores: object = { pre: '58', post: '82' }) =>
  assessmentRecorded({ ...ids, assessedBy: TRAINER, ...scores }, about);
const attend = (
  { by = TRAINER, ...over }: { by?: string; sessionPart?: number; present?: boolean } = {},
  ...more: readonly AttendedPart[]
): EnrolmentCommand => ({
  ...{ type: 'RecordAttendance', by, parts: [{ sessionPart: 1, present: true, ...over }, ...more] },
});
const assess = (scores: object, by = TRAINER): EnrolmentCommand => ({ type: 'RecordAssessment', by, scores });
const complete = (when: 'ASKED' | 'IF_READY' | 'SETTLED') => ({ type: 'CompleteEnrolment', when }) as const;
const effective = { ...about, effective: '2026-02-26' };
type Passed = ReturnType<typeof trainingPassed>['data'];
const result: Omit<Passed, 'jp' | 'competencies'> = {
  ...{ ...ids, programmeId: some(2), kind: 'TECHNICAL', stateProgramme: null, score: '82.00' },
  ...{ attendance: '100.00', gain: '0.5714', endedOn: '2026-02-26' },
};
const passed = trainingPassed({ ...result, jp: 8, competencies: ['COLD_CHAIN'] }, effective);
const all = [attended(1), attended(2), assessed()];

describe('RecordAttendance', () => {
  it('says who was there', () => given().when(attend(), reads).thenRecords(attended(1)));
  it('again says nothing new, and otherwise counts', () => {
    given(attended(1)).when(attend(), reads).thenRecords();
    given(attended(1))
      .when(attend({ present: false }), reads)
      .thenRecords(attended(1, false));
  });
  it('says it of several parts at once, or of none', () => {
    const away = { sessionPart: 2, present: false };
    given(attended(1)).when(attend({}, away), reads).thenRecords(attended(2, false));
    given().when(attend({}, away), on('2026-02-25')).thenRefuses('RULE_VIOLATED');
  });
  // The 25th and seven days: to the end of the 4th of March.
  it.each([
    ['2026-03-04', '23:59:59.999', null],
    ['2026-03-05', '00:00:00.000', 'DEADLINE_PASSED'],
  ])('is in time on %s %s: %s', (date, time, refusal) => {
    const spec = given().when(attend(), on(date, time));
    if (refusal === null) spec.thenRecords(attended(1));
    else spec.thenRefuses(refusal);
  });
  it.each([
    ['NOT_RELATED', { by: STRANGER }, reads],
    ['NOT_RELATED', {}, { ...reads, trainerOnDuty: false }],
    ['SOD_VIOLATION', { by: E1 }, reads],
    ['PART_NOT_FOUND', { sessionPart: 3 }, reads],
    ['RULE_VIOLATED', { sessionPart: 2 }, on('2026-02-25')],
    ['ENROLMENT_NOT_FOUND', {}, { ...reads, seat: null }],
    ['ENROLMENT_NOT_FOUND', {}, { ...reads, seat: seatOf({}, { confirmed: false }) }],
    ['RESULT_STANDS', {}, { ...reads, seat: seatOf({}, { cancelled: true }) }],
  ])('is refused %s: %j', (code, over, handed) => given().when(attend(over), handed).thenRefuses(code));
});

describe('RecordAssessment', () => {
  it('covers every component', () =>
    given()
      .when(assess({ PRE: '58', POST: '82' }), reads)
      .thenRecords(assessed()));
  it.each([
    ['COMPONENT_MISSING', assess({ PRE: '58' }), reads],
    ['RULE_VIOLATED', assess({ PRE: '58', POST: '82', THEORY: '80' }), reads],
    ['RULE_VIOLATED', assess({ PRE: '58', POST: '82' }), on('2026-02-24')],
    ['SOD_VIOLATION', assess({ PRE: '58', POST: '82' }, E1), reads],
    ['NOT_RELATED', assess({ PRE: '58', POST: '82' }, STRANGER), reads],
  ])('is refused %s', (code, command, handed) => given().when(command, handed).thenRefuses(code));
  it('names every component that is missing', () =>
    given()
      .when(assess({}), reads)
      .thenRefuses('COMPONENT_MISSING', { params: { missing: ['PRE', 'POST'] } }));
  it('does not change a result', () =>
    given(...all, passed)
      .when(assess({ PRE: '58', POST: '90' }), reads)
      .thenRefuses('RESULT_STANDS'));
});

describe('CompleteEnrolment', () => {
  it('gives the result once everything is recorded', () => {
    given(...all)
      .when(complete('IF_READY'), reads)
      .thenRecords(passed);
    given(...all, passed)
      .when(complete('IF_READY'), reads)
      .thenRecords();
  });
  it('waits, and says what is missing to who asks', () => {
    given(attended(1)).when(complete('IF_READY'), reads).thenRecords();
    given(attended(1))
      .when(complete('ASKED'), reads)
      .thenRefuses('COMPONENT_MISSING', { params: { missing: ['attendance', 'assessment'] } });
    given(...all)
      .when(complete('ASKED'), on('2026-02-25'))
      .thenRefuses('COMPONENT_MISSING', { params: { missing: ['end of the session'] } });
  });
  const failed = (over: object, why: readonly ('ATTENDANCE_BELOW' | 'SCORE_BELOW')[]) =>
    // 90 days after the 26th of February.
    trainingFailed({ ...result, retryUntil: '2026-05-27', why: [...why], ...over }, effective);
  it('names everything that was below', () =>
    given(attended(1), attended(2, false), assessed({ pre: '58', post: '69' }))
      .when(complete('IF_READY'), reads)
      .thenRecords(
        failed({ attendance: '50.00', score: '69.00', gain: '0.2619' }, ['ATTENDANCE_BELOW', 'SCORE_BELOW']),
      ));
  it('counts a part without a record as missed, when the session is settled', () =>
    given(attended(1), assessed())
      .when(complete('SETTLED'), on('2026-03-06'))
      .thenRecords(failed({ attendance: '50.00' }, ['ATTENDANCE_BELOW'])));
  it('decides nothing where nobody assessed, and at once when somebody does', () => {
    const overdue = assessmentOverdue(ids, about);
    const settled = on('2026-03-06');
    given(attended(1), attended(2)).when(complete('SETTLED'), settled).thenRecords(overdue);
    given(attended(1), attended(2), overdue).when(complete('SETTLED'), settled).thenRecords();
    given(attended(1), attended(2), overdue, assessed())
      .when(complete('IF_READY'), settled)
      .thenRecords(passed);
  });
  it('gives no second attempt at the basic training', () => {
    const latsar = { kind: 'LATSAR', stateProgramme: 'LATSAR' } as const;
    given(attended(1), attended(2), assessed({ pre: '58', post: '60' }))
      .when(complete('IF_READY'), { ...reads, seat: seatOf(latsar) })
      .thenRecords(failed({ ...latsar, score: '60.00', gain: '0.0476', retryUntil: null }, ['SCORE_BELOW']));
  });
  it('says nothing of a session that was cancelled', () =>
    given(...all)
      .when(complete('SETTLED'), { ...reads, seat: seatOf({}, { cancelled: true }) })
      .thenRecords());
  it('says nothing of a seat that was given up, and tells who asks that there is none', () => {
    const handed = { ...reads, seat: seatOf({}, { confirmed: false }) };
    for (const when of ['IF_READY', 'SETTLED'] as const)
      given(...all)
        .when(complete(when), handed)
        .thenRecords();
    given(...all)
      .when(complete('ASKED'), handed)
      .thenRefuses('ENROLMENT_NOT_FOUND');
  });
});

describe('a programme of the state', () => {
  const pka = { kind: 'LEADERSHIP', stateProgramme: 'PKA', jp: 908 } as const;
  const handed = { ...reads, seat: seatOf({ ...pka, components: ['THEORY', 'SIMULATION', 'CASE_STUDY'] }) };
  const scored = [
    ...[attended(1), attended(2)],
    assessed({ theory: '84', simulation: '78', caseStudy: '88' }),
  ];
  const decideOn = (accepted: boolean, reason = ''): EnrolmentCommand => ({
    ...{ type: 'DecideChangeProject', by: TRAINER, accepted, reason },
  });
  const accepted = changeProjectAccepted({ ...ids, acceptedBy: TRAINER }, about);
  const text = 'Aksi perubahan belum menunjukkan hasil di unit.';
  const rejected = changeProjectRejected(
    { ...ids, rejectedBy: TRAINER },
    { ...about, reason: { code: 'REJECTION', text } },
  );
  const of = { ...result, ...pka, score: '83.40', gain: null };
  it('waits for the change project', () =>
    given(...scored)
      .when(complete('IF_READY'), handed)
      .thenRecords());
  it('is passed with one that is accepted', () => {
    given(...scored)
      .when(decideOn(true), handed)
      .thenRecords(accepted);
    given(...scored, accepted)
      .when(complete('IF_READY'), handed)
      .thenRecords(trainingPassed({ ...of, competencies: ['COLD_CHAIN'] }, effective));
  });
  it('and not with one that is rejected, for a reason', () => {
    given(...scored)
      .when(decideOn(false, text), handed)
      .thenRecords(rejected);
    given(...scored)
      .when(decideOn(false, 'Belum.'), handed)
      .thenRefuses('REASON_REQUIRED');
    const { jp: _, ...failedOf } = of;
    given(...scored, rejected)
      .when(complete('IF_READY'), handed)
      .thenRecords(
        trainingFailed({ ...failedOf, why: ['CHANGE_PROJECT_MISSING'], retryUntil: '2026-05-27' }, effective),
      );
  });
  it('alone asks for one', () => given().when(decideOn(true), reads).thenRefuses('RULE_VIOLATED'));
});

describe('a certificate', () => {
  const serial = '7K2M9QX4V0TD';
  const issue = { type: 'IssueCertificate', by: HR1, serial, sha256: SHA } as const;
  const data = { enrolmentId: some(9), programmeId: some(2), serial, sha256: SHA, jp: 8 };
  const issued = certificateIssued({ ...data, issuedOn: '2026-02-26' }, about);
  const reason = { code: 'CORRECTION', text: 'Nama pada dokumen tidak benar.' } as const;
  const revoke = { type: 'RevokeCertificate', by: HR1, reason: reason.text } as const;
  const revoked = certificateRevoked(
    { enrolmentId: some(9), serial, revokedOn: '2026-02-26' },
    { ...about, reason },
  );
  it('is given for what was passed, once, by somebody else', () => {
    given(...all, passed)
      .when(issue, reads)
      .thenRecords(issued);
    given(...all)
      .when(issue, reads)
      .thenRefuses('NOT_PASSED');
    given(...all, passed, issued)
      .when(issue, reads)
      .thenRefuses('CERTIFICATE_EXISTS');
    given(...all, passed)
      .when({ ...issue, by: E1 }, reads)
      .thenRefuses('SOD_VIOLATION');
  });
  it('is revoked with a reason, once, by somebody else', () => {
    given(...all, passed, issued)
      .when(revoke, reads)
      .thenRecords(revoked);
    given(...all, passed)
      .when(revoke, reads)
      .thenRefuses('CERTIFICATE_NOT_FOUND');
    given(...all, passed, issued)
      .when({ ...revoke, reason: 'Salah.' }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(...all, passed, issued)
      .when({ ...revoke, by: E1 }, reads)
      .thenRefuses('SOD_VIOLATION');
    given(...all, passed, issued, revoked)
      .when(revoke, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the effect of a training', () => {
  const react = { type: 'GiveReaction', by: E1, rating: 5 } as const;
  const reacted = trainingReactionGiven({ enrolmentId: some(9), programmeId: some(2), rating: 5 }, about);
  const rate = {
    type: 'RateApplication',
    by: SUP1,
    rating: 4,
    observed: 'Dicatat dua kali sehari.',
  } as const;
  const rated = trainingApplicationRated(
    { enrolmentId: some(9), programmeId: some(2), ratedBy: SUP1, rating: 4, observed: rate.observed },
    about,
  );
  const learned = [...all, passed];
  it('is what the participant thinks, once, after the result', () => {
    given(...learned)
      .when(react, reads)
      .thenRecords(reacted);
    given(...learned, reacted)
      .when(react, reads)
      .thenRefuses('EVALUATION_GIVEN');
    given(...learned)
      .when({ ...react, by: SUP1 }, reads)
      .thenRefuses('NOT_RELATED');
    given(...all)
      .when(react, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it.each([
    ['2026-05-26', 'APPLICATION_TOO_EARLY'],
    ['2026-05-27', null],
  ])('and what the supervisor sees after ninety days: %s', (date, refusal) => {
    const spec = given(...learned).when(rate, on(date));
    if (refusal === null) spec.thenRecords(rated);
    else spec.thenRefuses(refusal);
  });
  it.each([
    ['NOT_RELATED', { by: STRANGER }, learned],
    ['SOD_VIOLATION', { by: E1 }, learned],
    ['EVALUATION_GIVEN', {}, [...learned, rated]],
    ['ILLEGAL_TRANSITION', {}, all],
  ])('which is refused %s: %j', (code, over, facts) =>
    given(...facts)
      .when({ ...rate, ...over }, on('2026-06-01'))
      .thenRefuses(code),
  );
});
