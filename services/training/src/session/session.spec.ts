import {
  enrolmentConfirmed,
  enrolmentOpened,
  enrolmentRefused,
  enrolmentRequested,
  type EnrolmentRequested,
  enrolmentWaitlisted,
  enrolmentWithdrawn,
  sessionCancelled,
  sessionCompleted,
  sessionScheduled,
  type WaitingRule,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E1, E3, E9, rules, some, STRANGER, SUP1, TRAINER, UNIT } from '../../test/people';
import type { Edition } from '../programme/programme.decider';
import type { Participant, SessionCommand, SessionGiven } from './session.commands';
import { session } from './session.decider';

const { given } = specFor(session);
const SHA = 'a'.repeat(64);
const programme: Edition = {
  ...{
    programmeId: some(2),
    edition: 3,
    title: 'Rantai dingin',
    kind: 'TECHNICAL',
    stateProgramme: null,
    jp: 8,
  },
  ...{ components: ['PRE', 'POST'], competencies: ['COLD_CHAIN'], prerequisites: [], mandatory: false },
};
const participant: Participant = {
  ...{ kind: 'PNS', unitId: UNIT, supervisorId: SUP1, passed: [], latsarTaken: false, busy: [] },
  ...{ improvementPlan: false, gap: '0.0000', jpThisYear: 6, fundedJp: 6 },
  ...{ employedUntil: null, talentBox: null },
};
const reads: SessionGiven & { now: string } = {
  ...{ calendar, date: '2026-02-02', rules, programme, trainerOnDuty: true, participant },
  resultStands: false,
  now: at('2026-02-02'),
};
const part = { on: '2026-02-26', from: '08:00', to: '15:00' };
const schedule = (over: object = {}): SessionCommand => ({
  ...{ type: 'ScheduleSession', sessionId: some(1), programmeId: some(2), capacity: 1, mode: 'IN_PERSON' },
  ...{ room: 'Aula', trainerId: TRAINER, materials: [SHA], parts: [part], costIdr: 5_000_000 },
  ...over,
});
const scheduled = (over: object = {}) =>
  sessionScheduled({
    ...programme,
    ...{ sessionId: some(1), capacity: 1, mode: 'IN_PERSON', room: 'Aula', trainerId: TRAINER },
    ...{ materials: [SHA], parts: [{ part: 1, ...part }], startsOn: '2026-02-26', endsOn: '2026-02-26' },
    // Attendance of the 26th is recorded to the end of the 5th of March.
    ...{ costIdr: 5_000_000, startsAt: at('2026-02-26', '00:00:00.000') },
    settlesAt: at('2026-03-06', '00:00:00.000'),
    ...over,
  });
const opened = enrolmentOpened({ sessionId: some(1) });
const open = [scheduled(), opened];
const seat = (n: number, employeeId: string) => ({ sessionId: some(1), enrolmentId: some(n), employeeId });
const requested = (n: number, employeeId: string, over: Partial<EnrolmentRequested['data']> = {}) =>
  enrolmentRequested(
    {
      ...{ ...seat(n, employeeId), nominatedBy: null, unitId: UNIT, mandatory: false },
      ...{ improvementPlan: false, gap: '0.0000', jpThisYear: 6, requestedAt: reads.now, ...over },
    },
    { subject: employeeId },
  );
const confirmed = (n: number, employeeId: string, rule: WaitingRule | null = null) =>
  enrolmentConfirmed({ ...seat(n, employeeId), rule }, { subject: employeeId });
const waitlisted = (n: number, employeeId: string, rank = 1, rule: WaitingRule = 'TIME_OF_REQUEST') =>
  enrolmentWaitlisted({ ...seat(n, employeeId), rank, rule }, { subject: employeeId });
const ask = (n: number, employeeId: string, by = employeeId): SessionCommand => ({
  ...{ type: 'RequestSeat', by, enrolmentId: some(n), employeeId, reason: '' },
  nominatedAs: by === employeeId ? null : 'SUPERVISOR',
});
const full = [...open, requested(1, E3), confirmed(1, E3)];

describe('ScheduleSession', () => {
  it('takes what the programme says, and the days to record attendance', () =>
    given().when(schedule(), reads).thenRecords(scheduled()));
  it('happens once', () => given(scheduled()).when(schedule(), reads).thenRefuses('ILLEGAL_TRANSITION'));
  it('is of a programme', () =>
    given()
      .when(schedule(), { ...reads, programme: null })
      .thenRefuses('PROGRAMME_NOT_FOUND'));
  it.each([
    [{ room: null }, true, ['room']],
    [{ materials: [] }, true, ['materials']],
    [{}, false, ['trainer']],
    [{ room: null, materials: [] }, false, ['room', 'trainer', 'materials']],
  ])('needs %j, trainer on duty %s: %j', (over, trainerOnDuty, missing) =>
    given()
      .when(schedule(over), { ...reads, trainerOnDuty })
      .thenRefuses('RESOURCE_MISSING', { params: { missing } }),
  );
  it('needs no room where everybody takes part from afar', () =>
    given()
      .when(schedule({ mode: 'ONLINE', room: null }), reads)
      .thenRecords(scheduled({ mode: 'ONLINE', room: null })));
  it.each([
    ['session.in-the-past', [{ ...part, on: '2026-02-01' }]],
    ['session.parts', [part, { ...part, from: '14:59', to: '16:00' }]],
    ['session.parts', [{ ...part, to: '08:00' }]],
  ])('is refused by %s', (rule, parts) =>
    given().when(schedule({ parts }), reads).thenRefuses('RULE_VIOLATED', { rule }),
  );
});

describe('the life of a session', () => {
  const start = { type: 'OpenEnrolment' } as const;
  const cancel = { type: 'CancelSession', reason: 'Pelatih berhalangan, tidak ada pengganti.' } as const;
  const reason = { code: 'CANCELLATION', text: cancel.reason } as const;
  const cancelled = sessionCancelled({ sessionId: some(1) }, { reason });
  const complete = { type: 'CompleteSession' } as const;
  it('opens once, with a trainer who is still on duty', () => {
    given(scheduled()).when(start, reads).thenRecords(opened);
    given(...open)
      .when(start, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(scheduled())
      .when(start, { ...reads, trainerOnDuty: false })
      .thenRefuses('RESOURCE_MISSING');
    given().when(start, reads).thenRefuses('SESSION_NOT_FOUND');
  });
  it('is cancelled with a reason, once', () => {
    given(...open)
      .when(cancel, reads)
      .thenRecords(cancelled);
    given(...open)
      .when({ ...cancel, reason: 'Batal.' }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(...open, cancelled)
      .when(cancel, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is complete with those who had a seat, and not where it was cancelled', () => {
    given(...full)
      .when(complete, reads)
      .thenRecords(sessionCompleted({ sessionId: some(1), participants: 1 }));
    given(...open, cancelled)
      .when(complete, reads)
      .thenRecords();
  });
});

describe('RequestSeat', () => {
  it('gives a free seat at once', () =>
    given(...open)
      .when(ask(9, E1), reads)
      .thenRecords(requested(9, E1), confirmed(9, E1)));
  it('by the supervisor too', () =>
    given(...open)
      .when(ask(9, E1, SUP1), reads)
      .thenRecords(requested(9, E1, { nominatedBy: SUP1 }), confirmed(9, E1)));
  it('not by another supervisor', () =>
    given(...open)
      .when(ask(9, E1, STRANGER), reads)
      .thenRefuses('NOT_RELATED'));
  it('else a place on the waiting list, by its rule', () => {
    given(...full)
      .when(ask(9, E1), reads)
      .thenRecords(requested(9, E1), waitlisted(9, E1));
    given(...full, requested(2, E9), waitlisted(2, E9))
      .when(ask(9, E1), { ...reads, participant: { ...participant, gap: '1200.0000' } })
      .thenRecords(requested(9, E1, { gap: '1200.0000' }), waitlisted(9, E1, 1, 'GAP'));
  });
  it('is asked once, and again after it was given up', () => {
    given(...full)
      .when(ask(1, E3), reads)
      .thenRefuses('SEAT_REQUESTED');
    const gone = enrolmentWithdrawn(seat(1, E3), { subject: E3 });
    given(...full, gone)
      .when(ask(1, E3), reads)
      .thenRecords(requested(1, E3), confirmed(1, E3));
  });
  it('is not asked against the supervisor', () => {
    const refusal = enrolmentRefused({ ...seat(1, E3), refusedBy: SUP1 }, { subject: E3 });
    given(...full, refusal)
      .when(ask(1, E3), reads)
      .thenRefuses('SEAT_REFUSED');
    given(...full, refusal)
      .when(ask(1, E3, SUP1), reads)
      .thenRecords(requested(1, E3, { nominatedBy: SUP1 }), confirmed(1, E3));
  });
  it.each([[[scheduled()]], [[...open, sessionCompleted({ sessionId: some(1), participants: 0 })]]])(
    'needs an enrolment that is open',
    (facts) =>
      given(...facts)
        .when(ask(9, E1), reads)
        .thenRefuses('ENROLMENT_NOT_OPEN'),
  );
  it.each([
    [at('2026-02-25', '23:59:59.999'), null],
    [at('2026-02-26', '00:00:00.000'), 'DEADLINE_PASSED'],
  ])('comes before the first day: %s', (now, refusal) => {
    const spec = given(...open).when(ask(9, E1), { ...reads, now });
    if (refusal === null) spec.thenRecords(requested(9, E1, { requestedAt: now }), confirmed(9, E1));
    else spec.thenRefuses(refusal);
  });
  const refusals: [string, object, Partial<Participant>, string | undefined][] = [
    ['EMPLOYEE_NOT_FOUND', {}, { kind: null }, undefined],
    ['PREREQUISITE_MISSING', { prerequisites: [some(5)] }, {}, 'session.prerequisites'],
    ['PREREQUISITE_MISSING', { kind: 'LEADERSHIP' }, {}, 'leadership.potential'],
    ['PREREQUISITE_MISSING', { kind: 'LEADERSHIP' }, { talentBox: 4 }, 'leadership.potential'],
    ['RULE_VIOLATED', {}, { employedUntil: '2026-02-25' }, 'participant.employed'],
    ['PREREQUISITE_MISSING', { kind: 'LATSAR' }, { kind: 'PNS' }, 'latsar.candidate'],
    ['LATSAR_ONCE', { kind: 'LATSAR' }, { kind: 'CPNS', latsarTaken: true }, undefined],
    ['SCHEDULE_CLASH', {}, { busy: [{ ...part, from: '14:59', to: '17:00' }] }, undefined],
    ['PPPK_FUNDED_LIMIT', {}, { kind: 'PPPK', fundedJp: 17 }, undefined],
  ];
  it.each(refusals)('is refused %s: %j %j', (code, over, of, rule) =>
    given(scheduled(over), opened)
      .when(ask(9, E1), { ...reads, participant: { ...participant, ...of } })
      .thenRefuses(code, rule === undefined ? {} : { rule }),
  );
  const allowed: [object, Partial<Participant>][] = [
    [{ prerequisites: [some(5)] }, { passed: [some(5)] }],
    [{ kind: 'LATSAR' }, { kind: 'CPNS' }],
    // The last day of the employment is that of the session.
    [{}, { employedUntil: '2026-02-26' }],
    [{}, { busy: [{ ...part, from: '15:00', to: '17:00' }] }],
    // 16 + 8 = 24 hours.
    [{}, { kind: 'PPPK', fundedJp: 16 }],
  ];
  it.each(allowed)('is given to who brings along what is asked for: %j %j', (over, of) =>
    given(scheduled(over), opened)
      .when(ask(9, E1), { ...reads, participant: { ...participant, ...of } })
      .thenRecords(requested(9, E1), confirmed(9, E1)),
  );
  describe('in a leadership programme', () => {
    const lead = [scheduled({ kind: 'LEADERSHIP' }), opened];
    const mapped = (talentBox: number | null, over: Partial<typeof rules.other> = {}) => ({
      ...{ ...reads, participant: { ...participant, talentBox } },
      rules: { ...rules, other: { ...rules.other, ...over } },
    });
    const text = 'Memimpin tim tanggap darurat selama dua tahun.';
    const byHr = (by: string, reason = text): SessionCommand => ({
      ...{ type: 'RequestSeat', by, enrolmentId: some(9), employeeId: E1, nominatedAs: 'HR', reason },
    });
    it.each([5, 9])('is open to who is in box %d, and to the supervisor of theirs', (talentBox) => {
      given(...lead)
        .when(ask(9, E1), mapped(talentBox))
        .thenRecords(requested(9, E1, { talentBox }), confirmed(9, E1));
      given(...lead)
        .when(ask(9, E1, SUP1), mapped(talentBox))
        .thenRecords(requested(9, E1, { talentBox, nominatedBy: SUP1 }), confirmed(9, E1));
    });
    it.each([null, 1, 4])('is not open to box %p, whoever asks but HR', (talentBox) => {
      const refusal = { rule: 'leadership.potential', params: { min: 5 } };
      for (const by of [E1, SUP1])
        given(...lead)
          .when(ask(9, E1, by), mapped(talentBox))
          .thenRefuses('PREREQUISITE_MISSING', refusal);
    });
    it('is given past the nine-box by HR, with a reason that stays', () => {
      const particulars = { subject: E1, reason: { code: 'EXCEPTION', text } as const };
      const asked = requested(9, E1, { talentBox: 4, nominatedBy: STRANGER });
      given(...lead)
        .when(byHr(STRANGER), mapped(4))
        .thenRecords(enrolmentRequested(asked.data, particulars), confirmed(9, E1));
      given(...lead)
        .when(byHr(STRANGER, 'Layak.'), mapped(4))
        .thenRefuses('REASON_REQUIRED');
      given(...lead)
        .when(byHr(E1), mapped(4))
        .thenRefuses('SOD_VIOLATION');
      given(...open)
        .when(byHr(STRANGER), reads)
        .thenRefuses('NOT_RELATED');
    });
    it('needs a policy that says from which box on', () =>
      given(...lead)
        .when(ask(9, E1), mapped(9, { leadershipMinBox: undefined }))
        .thenRefuses('POLICY_MISSING', { rule: 'tr.other', policyRefs: ['tr.other@1'] }));
  });
  it('is not the trainer’s', () =>
    given(...open)
      .when(ask(9, TRAINER), reads)
      .thenRefuses('SOD_VIOLATION'));
});

describe('a seat that becomes free', () => {
  const waiting = [
    ...full,
    requested(2, E9, { requestedAt: at('2026-02-01') }),
    waitlisted(2, E9),
    requested(3, E1, { gap: '300.0000' }),
    waitlisted(3, E1, 1, 'GAP'),
  ];
  const withdraw = (n: number, by: string, reason = ''): SessionCommand => ({
    ...{ type: 'WithdrawSeat', by, enrolmentId: some(n), reason },
  });
  const lapse = (n: number): SessionCommand => ({ type: 'LapseSeat', enrolmentId: some(n) });
  const begun = { ...reads, now: at('2026-02-26', '00:00:00.000') };
  const refuse = (reason: string, by = SUP1): SessionCommand => ({
    ...{ type: 'RefuseSeat', by, enrolmentId: some(1), reason },
  });
  const text = 'Unit kekurangan perawat pada minggu itu.';
  it('goes to the first on the list, by the rule', () =>
    given(...waiting)
      .when(withdraw(1, E3), reads)
      .thenRecords(enrolmentWithdrawn(seat(1, E3), { subject: E3 }), confirmed(3, E1, 'GAP')));
  it('is none where somebody who waits gives up', () =>
    given(...waiting)
      .when(withdraw(2, E9), reads)
      .thenRecords(enrolmentWithdrawn(seat(2, E9), { subject: E9 })));
  it('also where the supervisor refuses, with a reason', () => {
    const particulars = { subject: E3, reason: { code: 'REJECTION', text } as const };
    given(...waiting)
      .when(refuse(text), reads)
      .thenRecords(
        enrolmentRefused({ ...seat(1, E3), refusedBy: SUP1 }, particulars),
        confirmed(3, E1, 'GAP'),
      );
    given(...waiting)
      .when(refuse(''), reads)
      .thenRefuses('REASON_REQUIRED');
    given(...waiting)
      .when(refuse(text, STRANGER), reads)
      .thenRefuses('NOT_RELATED');
  });
  it('is given up by who has it, once', () => {
    given(...waiting)
      .when(withdraw(1, E1), reads)
      .thenRefuses('NOT_RELATED');
    given(...waiting)
      .when(withdraw(7, E1), reads)
      .thenRefuses('ENROLMENT_NOT_FOUND');
    given(...waiting, enrolmentWithdrawn(seat(1, E3), { subject: E3 }))
      .when(withdraw(1, E3), reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is given up of a session that has begun too, with a reason, and goes to nobody then', () => {
    given(...waiting)
      .when(withdraw(1, E3), begun)
      .thenRefuses('REASON_REQUIRED');
    const why = 'Dirawat di rumah sakit sejak hari pertama.';
    given(...waiting)
      .when(withdraw(1, E3, why), begun)
      .thenRecords(
        enrolmentWithdrawn(seat(1, E3), { subject: E3, reason: { code: 'LATE', text: why } as const }),
      );
    // Who only waits gives up nothing that anybody counts on.
    given(...waiting)
      .when(withdraw(2, E9), begun)
      .thenRecords(enrolmentWithdrawn(seat(2, E9), { subject: E9 }));
    given(...waiting)
      .when(withdraw(1, E3, why), { ...begun, resultStands: true })
      .thenRefuses('RESULT_STANDS');
    given(...waiting, sessionCompleted({ sessionId: some(1), participants: 1 }))
      .when(withdraw(1, E3, why), begun)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('ends with the employment, also of a session that has begun', () => {
    const reason = { code: 'CANCELLATION', text: 'Hubungan kerja berakhir.' } as const;
    const gone = enrolmentWithdrawn(seat(1, E3), { subject: E3, reason });
    given(...waiting)
      .when(lapse(1), reads)
      .thenRecords(gone, confirmed(3, E1, 'GAP'));
    given(...waiting)
      .when(lapse(1), begun)
      .thenRecords(gone);
    given(...waiting, gone)
      .when(lapse(1), begun)
      .thenRecords();
    given(...waiting)
      .when(lapse(1), { ...begun, resultStands: true })
      .thenRecords();
    given(...waiting, sessionCompleted({ sessionId: some(1), participants: 1 }))
      .when(lapse(1), begun)
      .thenRecords();
  });
});
