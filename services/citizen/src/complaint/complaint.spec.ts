import {
  COMPLAINT_CLASSES,
  complaintAnswered,
  complaintAssigned,
  complaintClockMoved,
  complaintClosed,
  complaintContactErased,
  complaintContactGiven,
  complaintDelegated,
  complaintDocumentAttached,
  complaintFiled,
  complaintForwarded,
  complaintOverdue,
  complaintReopened,
  complaintReturned,
  complaintSupplemented,
  complaintTakenUp,
  complaintVerified,
} from '@jejak/contracts/citizen';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import type { ComplaintCommand, ComplaintGiven, FileComplaint } from './complaint.commands';
import { complaint } from './complaint.decider';

const { given } = specFor(complaint);
const [complaintId, complainantId, contactId, unitId, officer, head, nurse] = Array.from(
  { length: 7 },
  newId,
);
const REASON = 'Alasan yang cukup panjang untuk dicatat.';

/** 09:00 in the city. */
const at = (date: string) => `${date}T02:00:00.000Z`;
const on = (date: string, more: Partial<ComplaintGiven> = {}): ComplaintGiven & { now: string } => ({
  now: at(date),
  ...{ today: date, calendar: { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] }, reasonMinimum: 20 },
  contactYears: 1,
  rules: {
    ...{ verifyDays: 3, closeDays: 10, disputes: 2 },
    answerDays: { LIGHT: 2, NORMATIVE: 5, NON_OVERSIGHT: 14, OVERSIGHT: 60 },
  },
  ...{ isOfficer: true, isHead: false, unitExists: true, employeeExists: true },
  ...more,
});

const filing: FileComplaint = {
  ...({
    type: 'FileComplaint',
    complaintId,
    complainantId,
    unitId,
    category: 'SERVICE_TIME',
    channel: 'WEB',
  } as const),
  ...{
    text: 'Menunggu 185 menit.',
    ...{ contact: null, contactId },
    trackingCode: '7K3MWZ90QRTV',
    trackingKey: 'a'.repeat(64),
  },
  ...{ aboutEmployeeId: null, reviewId: null },
};
const { type: _, contactId: __, ...said } = filing;
const sealed = { subject: complainantId };
const filed = complaintFiled(
  {
    ...said,
    named: false,
    filedAt: at('2026-08-12'),
    filedOn: '2026-08-12',
    verifyDueAt: '2026-08-18T17:00:00.000Z',
  },
  sealed,
);
const verifying = {
  type: 'VerifyComplaint',
  by: officer,
  class: 'NORMATIVE',
  unitId: null,
  aboutEmployeeId: null,
  lateReason: null,
} as const;
const verified = complaintVerified(
  {
    complaintId,
    unitId,
    class: 'NORMATIVE',
    verifiedBy: officer,
    aboutEmployeeId: null,
    dueAt: '2026-08-21T17:00:00.000Z',
  },
  sealed,
);
const assigned = complaintAssigned({ complaintId, unitId, assignedBy: officer });
const answering = {
  ...({ type: 'AnswerComplaint', by: head, answer: 'Mohon maaf.', action: 'Loket kedua dibuka.' } as const),
  ...{ provenAgainst: null, groundless: false, lateReason: null },
};
const answered = complaintAnswered(
  {
    ...{ complaintId, unitId, answeredBy: head, answer: 'Mohon maaf.', action: 'Loket kedua dibuka.' },
    ...{ provenAgainst: null, groundless: false, answeredAt: at('2026-08-21'), answeredOn: '2026-08-21' },
    ...{ onTime: true, closesAt: '2026-08-31T17:00:00.000Z' },
  },
  sealed,
);
const asHead = { isOfficer: false, isHead: true };
const way = [filed, verified, assigned, answered] as const;

describe('FileComplaint', () => {
  it('is to be verified 3 working days from filing', () => {
    given().when(filing, on('2026-08-12')).thenRecords(filed);
    // Section 16: Friday 14 August, 18, 19, 20.
    given()
      .when(filing, on('2026-08-14'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ verifyDueAt: '2026-08-20T17:00:00.000Z' }));
  });
  it('says something, of a unit that there is', () => {
    given()
      .when({ ...filing, text: ' \n' }, on('2026-08-12'))
      .thenRefuses('COMPLAINT_EMPTY');
    given()
      .when(filing, on('2026-08-12', { unitExists: false }))
      .thenRefuses('UNIT_NOT_FOUND');
  });
  it('keeps every word, whatever it says', () =>
    given()
      .when({ ...filing, text: 'Kata-kata kasar.' }, on('2026-08-12'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ text: 'Kata-kata kasar.' })));
});

describe('VerifyComplaint', () => {
  it('starts the clock of the class', () =>
    given(filed).when(verifying, on('2026-08-13')).thenRecords(verified));
  // From Thursday 13 August, without the 17th: 2 → 18; 5 → 21; 14 → 3 September; 60 → 6 November.
  it.each([
    ['LIGHT', '2026-08-18'],
    ['NORMATIVE', '2026-08-21'],
    ['NON_OVERSIGHT', '2026-09-03'],
    ['OVERSIGHT', '2026-11-06'],
  ] as const)('gives %s until %s', (kind, due) =>
    given(filed)
      .when({ ...verifying, class: kind }, on('2026-08-13'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ dueAt: `${due}T17:00:00.000Z` })),
  );
  it('has a clock for every class', () => expect(COMPLAINT_CLASSES).toHaveLength(4));
  it('is nobody’s whom it is about: by what they say, or by the receipt', () => {
    given(filed)
      .when({ ...verifying, aboutEmployeeId: officer }, on('2026-08-13'))
      .thenRefuses('SOD_VIOLATION');
    const about = complaintFiled({ ...filed.data, aboutEmployeeId: officer }, sealed);
    given(about).when(verifying, on('2026-08-13')).thenRefuses('SOD_VIOLATION');
    given(about)
      .when({ ...verifying, aboutEmployeeId: nurse }, on('2026-08-13'))
      .thenRefuses('SOD_VIOLATION');
  });
  it('is an officer’s, of a unit and an employee that there are', () => {
    given(filed)
      .when(verifying, on('2026-08-13', { isOfficer: false }))
      .thenRefuses('NOT_RELATED');
    given(filed).when(verifying, on('2026-08-13', asHead)).thenRefuses('NOT_RELATED');
    given(filed)
      .when(verifying, on('2026-08-13', { unitExists: false }))
      .thenRefuses('UNIT_NOT_FOUND');
    given(filed)
      .when(verifying, on('2026-08-13', { employeeExists: false }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('says why it comes late', () => {
    const late = { ...on('2026-08-19'), now: '2026-08-18T17:00:00.000Z' };
    given(filed)
      .when(verifying, { ...late, now: '2026-08-18T16:59:59.999Z' })
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(filed).when(verifying, late).thenRefuses('REASON_REQUIRED');
    given(filed)
      .when({ ...verifying, lateReason: REASON }, late)
      .thenFacts(([fact]) => expect(fact.reason).toEqual({ code: 'LATE', text: REASON }));
  });
  it('is done once, on a complaint that there is', () => {
    given(filed, verified).when(verifying, on('2026-08-13')).thenRefuses('ILLEGAL_TRANSITION');
    given().when(verifying, on('2026-08-13')).thenRefuses('COMPLAINT_NOT_FOUND');
  });
});

describe('what is not verified', () => {
  const returning = { type: 'ReturnComplaint', by: officer, reason: REASON } as const;
  const returned = complaintReturned(
    { complaintId, unitId, returnedBy: officer },
    { ...sealed, reason: { code: 'RETURN', text: REASON } },
  );
  it('is returned for information, and its clock begins anew when that is given', () => {
    given(filed).when(returning, on('2026-08-13')).thenRecords(returned);
    given(filed)
      .when({ ...returning, reason: 'Kurang.' }, on('2026-08-13'))
      .thenRefuses('REASON_REQUIRED');
    given(filed, returned)
      .when({ type: 'SupplementComplaint', text: 'Loket dua.' }, on('2026-08-14'))
      .thenRecords(
        complaintSupplemented(
          { complaintId, unitId, text: 'Loket dua.', verifyDueAt: '2026-08-20T17:00:00.000Z' },
          sealed,
        ),
      );
    given(filed, returned)
      .when({ type: 'SupplementComplaint', text: ' ' }, on('2026-08-14'))
      .thenRefuses('COMPLAINT_EMPTY');
    given(filed)
      .when({ type: 'SupplementComplaint', text: 'x' }, on('2026-08-14'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is forwarded with a reason', () => {
    const forwarding = { type: 'ForwardComplaint', by: officer, to: 'Provinsi', reason: REASON } as const;
    given(filed)
      .when(forwarding, on('2026-08-13'))
      .thenRecords(
        complaintForwarded(
          { complaintId, unitId, to: 'Provinsi', forwardedBy: officer },
          { ...sealed, reason: { code: 'RETURN', text: REASON } },
        ),
      );
    given(filed)
      .when({ ...forwarding, reason: '' }, on('2026-08-13'))
      .thenRefuses('REASON_REQUIRED');
    given(filed)
      .when(forwarding, on('2026-08-13', { isOfficer: false }))
      .thenRefuses('NOT_RELATED');
  });
});

describe('AssignComplaint, TakeUpComplaint', () => {
  const assign = { type: 'AssignComplaint', by: officer, unitId } as const;
  it('give it to a unit, which takes it up', () => {
    given(filed, verified).when(assign, on('2026-08-13')).thenRecords(assigned);
    given(filed, verified)
      .when(assign, on('2026-08-13', { unitExists: false }))
      .thenRefuses('UNIT_NOT_FOUND');
    given(filed, verified).when(assign, on('2026-08-13', asHead)).thenRefuses('NOT_RELATED');
    given(filed).when(assign, on('2026-08-13')).thenRefuses('ILLEGAL_TRANSITION');
    const takeUp = { type: 'TakeUpComplaint', by: head } as const;
    given(filed, verified, assigned)
      .when(takeUp, on('2026-08-14', asHead))
      .thenRecords(complaintTakenUp({ complaintId, unitId, takenUpBy: head }));
    given(filed, verified, assigned)
      .when(takeUp, on('2026-08-14', { isOfficer: false }))
      .thenRefuses('NOT_RELATED');
  });
});

describe('AnswerComplaint', () => {
  const open = [filed, verified, assigned] as const;
  it('says something and what was done', () => {
    given(...open)
      .when(answering, on('2026-08-21', asHead))
      .thenRecords(answered);
    given(...open)
      .when({ ...answering, action: ' ' }, on('2026-08-21', asHead))
      .thenRefuses('ANSWER_EMPTY', { field: 'action' });
    given(...open)
      .when({ ...answering, answer: '' }, on('2026-08-21', asHead))
      .thenRefuses('ANSWER_EMPTY', { field: 'answer' });
  });
  it('is not by whom it is about or against whom it is proven', () => {
    given(...open)
      .when({ ...answering, provenAgainst: head }, on('2026-08-21', asHead))
      .thenRefuses('SOD_VIOLATION');
    const about = complaintVerified({ ...verified.data, aboutEmployeeId: head }, sealed);
    given(filed, about, assigned).when(answering, on('2026-08-21', asHead)).thenRefuses('SOD_VIOLATION');
  });
  it('is the unit’s, and finds one thing or the other', () => {
    given(...open)
      .when(answering, on('2026-08-21', { isOfficer: false }))
      .thenRefuses('NOT_RELATED');
    given(...open)
      .when({ ...answering, provenAgainst: nurse, groundless: true }, on('2026-08-21', asHead))
      .thenRefuses('RULE_VIOLATED', { rule: 'complaint.groundless-and-proven' });
    given(...open)
      .when({ ...answering, provenAgainst: nurse }, on('2026-08-21', { ...asHead, employeeExists: false }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('says why it comes late, and is marked so', () => {
    given(...open)
      .when(answering, on('2026-08-24', asHead))
      .thenRefuses('REASON_REQUIRED');
    given(...open)
      .when({ ...answering, lateReason: REASON }, on('2026-08-24', asHead))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ onTime: false }));
  });
  it('comes after the assignment', () =>
    given(filed, verified).when(answering, on('2026-08-21', asHead)).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('DisputeAnswer', () => {
  const disputing = { type: 'DisputeAnswer', reason: REASON } as const;
  const reopened = (disputes: number) =>
    complaintReopened(
      { complaintId, unitId, disputes, level: 'UNIT', dueAt: '2026-08-31T17:00:00.000Z' },
      { ...sealed, reason: { code: 'OBJECTION', text: REASON } },
    );
  it('goes to the unit twice, with its clock, then to the inspectorate', () => {
    // Monday 24 August + 5 working days: 31.
    given(...way)
      .when(disputing, on('2026-08-24'))
      .thenRecords(reopened(1));
    given(...way, reopened(1), answered)
      .when(disputing, on('2026-08-24'))
      .thenRecords(reopened(2));
    const third = [...way, reopened(1), answered, reopened(2), answered];
    const inspectorate = complaintReopened(
      { complaintId, unitId, disputes: 3, level: 'INSPECTORATE', dueAt: null },
      { ...sealed, reason: { code: 'OBJECTION', text: REASON } },
    );
    given(...third)
      .when(disputing, on('2026-08-24'))
      .thenRecords(inspectorate);
    given(...third, inspectorate)
      .when(answering, on('2026-08-24', asHead))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('comes after its days by an exception only, of one that is closed too', () => {
    const over = on('2026-09-01');
    given(...way)
      .when(disputing, over)
      .thenRefuses('DEADLINE_PASSED', { rule: 'complaint.dispute', params: { deadline: '2026-08-31' } });
    const closed = complaintClosed({
      ...{ complaintId, unitId, class: 'NORMATIVE', category: 'SERVICE_TIME', satisfied: null },
      ...{ provenAgainst: null, groundless: false, answeredBy: head, reviewId: null, filedOn: '2026-08-12' },
      ...{ answeredOn: '2026-08-21', responseMinutes: 12960, onTime: true },
    });
    // Tuesday 1 September + 5 working days: 8.
    const late = complaintReopened(
      { complaintId, unitId, disputes: 1, level: 'UNIT', dueAt: '2026-09-08T17:00:00.000Z' },
      { ...sealed, reason: { code: 'OBJECTION', text: REASON } },
    );
    given(...way)
      .when(disputing, { ...over, excepted: true })
      .thenRecords(late);
    given(...way, closed)
      .when(disputing, { ...over, excepted: true })
      .thenRecords(late);
    given(...way, closed, late)
      .when(answering, on('2026-09-02', asHead))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ onTime: true }));
    given(...way, closed, late)
      .when(disputing, { ...over, excepted: true })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('has a reason, and an answer', () => {
    given(...way)
      .when({ ...disputing, reason: 'Tidak.' }, on('2026-08-24'))
      .thenRefuses('REASON_REQUIRED');
    given(filed, verified).when(disputing, on('2026-08-24')).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the end of a complaint', () => {
  const closed = (satisfied: boolean | null) =>
    complaintClosed({
      ...{
        complaintId,
        unitId,
        class: 'NORMATIVE',
        category: 'SERVICE_TIME',
        satisfied,
        provenAgainst: null,
      },
      ...{
        groundless: false,
        answeredBy: head,
        reviewId: null,
        filedOn: '2026-08-12',
        answeredOn: '2026-08-21',
      },
      // 9 days.
      ...{ responseMinutes: 12960, onTime: true },
    });
  it('is the complainant’s word, or ten days without one', () => {
    given(...way)
      .when({ type: 'CloseComplaint' }, on('2026-08-21'))
      .thenRecords(closed(true));
    given(...way)
      .when({ type: 'CloseUnanswered' }, on('2026-09-01'))
      .thenRecords(closed(null));
    given(...way, closed(true))
      .when({ type: 'CloseUnanswered' }, on('2026-09-01'))
      .thenRecords();
    given(...way, closed(true))
      .when({ type: 'CloseComplaint' }, on('2026-09-01'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is the inspectorate’s finding, once it has it: something was found, against nobody that it names', () => {
    const inspectionId = newId();
    const inspection = { inspectionId, finding: { findingId: newId(), severity: 'SEVERE' } } as const;
    const found = { type: 'CloseByInspection', inspection } as const;
    const groundless = complaintAnswered({ ...answered.data, groundless: true }, sealed);
    const reopened = complaintReopened(
      { complaintId, unitId, disputes: 3, level: 'INSPECTORATE', dueAt: null },
      { ...sealed, reason: { code: 'OBJECTION', text: REASON } },
    );
    const after = [filed, verified, assigned, groundless, reopened];
    const ended = complaintClosed({ ...closed(null).data, inspection });
    given(...after)
      .when(found, on('2026-09-10'))
      .thenRecords(ended);
    given(...after, ended)
      .when(found, on('2026-09-11'))
      .thenRecords();
    // An inspection that ends without a finding leaves what the unit found.
    const without = { inspectionId, finding: null };
    given(...after)
      .when({ ...found, inspection: without }, on('2026-09-10'))
      .thenRecords(complaintClosed({ ...closed(null).data, groundless: true, inspection: without }));
    const proven = complaintAnswered({ ...answered.data, provenAgainst: nurse }, sealed);
    given(filed, verified, assigned, proven, reopened)
      .when(found, on('2026-09-10'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ provenAgainst: nurse, answeredBy: head }));
    for (const elsewhere of [[filed], way])
      given(...elsewhere)
        .when(found, on('2026-09-10'))
        .thenRecords();
    given().when(found, on('2026-09-10')).thenRefuses('COMPLAINT_NOT_FOUND');
  });
  it('says against whom it is proven', () => {
    const proven = complaintAnswered({ ...answered.data, provenAgainst: nurse }, sealed);
    given(filed, verified, assigned, proven)
      .when({ type: 'CloseComplaint' }, on('2026-08-21'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ provenAgainst: nurse }));
  });
});

describe('MarkOverdue', () => {
  const mark = (clock: 'VERIFY' | 'ANSWER'): ComplaintCommand => ({ type: 'MarkOverdue', clock });
  const overdue = complaintOverdue({
    complaintId,
    unitId,
    clock: 'VERIFY',
    dueAt: '2026-08-18T17:00:00.000Z',
  });
  it('is of the clock that runs, once', () => {
    given(filed).when(mark('VERIFY'), on('2026-08-19')).thenRecords(overdue);
    given(filed, overdue).when(mark('VERIFY'), on('2026-08-19')).thenRecords();
    given(filed, verified).when(mark('VERIFY'), on('2026-08-19')).thenRecords();
    given(filed, verified)
      .when(mark('ANSWER'), on('2026-08-22'))
      .thenRecords(
        complaintOverdue({ complaintId, unitId, clock: 'ANSWER', dueAt: '2026-08-21T17:00:00.000Z' }),
      );
    given(...way)
      .when(mark('ANSWER'), on('2026-08-22'))
      .thenRecords();
  });
});

describe('another calendar', () => {
  const more = (...holidays: string[]) => ({ zone: 'Asia/Jakarta', holidays: ['2026-08-17', ...holidays] });
  const before = more();
  const move: ComplaintCommand = { type: 'MoveClock', since: at('2026-08-13') };
  // Filed on Wednesday the 12th, verified on the 13th: 13, 14, 18 and 14, 18, 19, 20, 21.
  const verifyCount = { began: '2026-08-12', calendar: before };
  const answerCount = { began: '2026-08-13', calendar: before };
  const moved = (clock: 'VERIFY' | 'ANSWER', dueAt: string, insteadOf: string) =>
    complaintClockMoved({ complaintId, unitId, clock, dueAt, insteadOf });

  it('gives a clock that runs its days back', () => {
    given(filed)
      .when(move, on('2026-08-13', { calendar: more('2026-08-18'), counted: verifyCount }))
      .thenRecords(moved('VERIFY', '2026-08-19T17:00:00.000Z', '2026-08-18T17:00:00.000Z'));
    // The Friday falls away: the next working day is Monday.
    given(filed, verified, assigned)
      .when(move, on('2026-08-13', { calendar: more('2026-08-21'), counted: answerCount }))
      .thenRecords(moved('ANSWER', '2026-08-24T17:00:00.000Z', '2026-08-21T17:00:00.000Z'));
  });
  it('shortens none, and touches none that ran out, was marked, or does not run', () => {
    const fewer = { calendar: { zone: 'Asia/Jakarta', holidays: [] }, counted: verifyCount };
    given(filed).when(move, on('2026-08-13', fewer)).thenRecords();
    const later = on('2026-08-20', { calendar: more('2026-08-18'), counted: verifyCount });
    given(filed).when({ type: 'MoveClock', since: '2026-08-18T17:00:00.000Z' }, later).thenRecords();
    const overdue = complaintOverdue({
      ...{ complaintId, unitId },
      clock: 'VERIFY',
      dueAt: filed.data.verifyDueAt,
    });
    given(filed, overdue).when(move, later).thenRecords();
    given(...way)
      .when(move, on('2026-08-22', { calendar: more('2026-08-21'), counted: answerCount }))
      .thenRecords();
    given(filed)
      .when(move, on('2026-08-13', { calendar: more('2026-08-18'), counted: null }))
      .thenRecords();
  });
  it('is what overdue is marked by, in whatever order timers come', () => {
    const later = moved('VERIFY', '2026-08-19T17:00:00.000Z', '2026-08-18T17:00:00.000Z');
    const mark: ComplaintCommand = { type: 'MarkOverdue', clock: 'VERIFY' };
    given(filed, later).when(mark, on('2026-08-19')).thenRecords();
    given(filed, later)
      .when(mark, on('2026-08-20'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ dueAt: '2026-08-19T17:00:00.000Z' }));
    given(filed, later)
      .when(verifying, on('2026-08-19'))
      .thenFacts(([fact]) => expect(fact.reason).toBeUndefined());
  });
});

describe('a document of the complainant', () => {
  const document = { sha256: 'b'.repeat(64), mediaType: 'image/jpeg', size: 1200 } as const;
  const attach: ComplaintCommand = { type: 'AttachDocument', document };
  const attached = complaintDocumentAttached(
    { complaintId, unitId, ...document },
    { ...sealed, evidence: [document] },
  );
  it('is taken once, while somebody still looks at the complaint', () => {
    given(filed).when(attach, on('2026-08-12')).thenRecords(attached);
    given(filed, attached, verified, assigned).when(attach, on('2026-08-13')).thenRecords();
    given(...way)
      .when(attach, on('2026-08-22'))
      .thenRecords(attached);
  });
  it('is not taken of one that is over, or another institution’s', () => {
    const away = complaintForwarded({ complaintId, unitId, to: 'PLN', forwardedBy: officer });
    given(filed, away).when(attach, on('2026-08-13')).thenRefuses('ILLEGAL_TRANSITION');
    given().when(attach, on('2026-08-13')).thenRefuses('COMPLAINT_NOT_FOUND');
  });
});

describe('DelegateComplaint', () => {
  const open = [filed, verified, assigned] as const;
  const to = nurse;
  const delegating: ComplaintCommand = { type: 'DelegateComplaint', by: head, to };
  const ofUnit = { ...asHead, ofUnit: true };
  const delegated = complaintDelegated({ complaintId, unitId, to, delegatedBy: head });
  const byDelegate = on('2026-08-21', { isOfficer: false, isHead: false });

  it('has somebody of the unit take it up and answer', () => {
    given(...open)
      .when(delegating, on('2026-08-14', ofUnit))
      .thenRecords(delegated);
    given(...open, delegated)
      .when(delegating, on('2026-08-14', ofUnit))
      .thenRecords();
    given(...open, delegated)
      .when({ type: 'TakeUpComplaint', by: to }, byDelegate)
      .thenRecords(complaintTakenUp({ complaintId, unitId, takenUpBy: to }));
    given(...open, delegated)
      .when({ ...answering, by: to }, byDelegate)
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ answeredBy: to }));
    given(...open)
      .when({ ...answering, by: to }, byDelegate)
      .thenRefuses('NOT_RELATED');
  });
  it('stands when the answer is disputed, and when its clock moves: the facts say who answers', () => {
    given(...open, delegated, answered)
      .when({ type: 'DisputeAnswer', reason: REASON }, on('2026-08-24'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ level: 'UNIT', delegateId: to }));
    const calendar = { zone: 'Asia/Jakarta', holidays: ['2026-08-17', '2026-08-21'] };
    const counted = { began: '2026-08-13', calendar: { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] } };
    given(...open, delegated)
      .when({ type: 'MoveClock', since: at('2026-08-13') }, on('2026-08-13', { calendar, counted }))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ clock: 'ANSWER', delegateId: to }));
  });
  it('ends where it is assigned anew, and goes no further', () => {
    given(...open, delegated, assigned)
      .when({ ...answering, by: to }, byDelegate)
      .thenRefuses('NOT_RELATED');
    given(...open, delegated)
      .when({ type: 'DelegateComplaint', by: to, to: head }, on('2026-08-14', { ...ofUnit, isHead: false }))
      .thenRefuses('NOT_RELATED');
  });
  it('is never to whom it is about, nor to somebody of another unit', () => {
    const about = complaintVerified({ ...verified.data, aboutEmployeeId: to }, sealed);
    given(filed, about, assigned).when(delegating, on('2026-08-14', ofUnit)).thenRefuses('SOD_VIOLATION');
    given(...open)
      .when(delegating, on('2026-08-14', { ...ofUnit, ofUnit: false }))
      .thenRefuses('RULE_VIOLATED', { rule: 'complaint.delegate-of-unit', field: 'to' });
    given(...open)
      .when(delegating, on('2026-08-14', { ...ofUnit, employeeExists: false }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
    given(filed, verified).when(delegating, on('2026-08-14', ofUnit)).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the contact of a complainant', () => {
  const contact = { name: 'Warga Contoh', email: 'warga@contoh.test', phone: null };
  const named = complaintFiled({ ...filed.data, named: true }, sealed);
  const told = complaintContactGiven({ complaintId, unitId, contactId, contact }, { subject: contactId });
  const erase: ComplaintCommand = { type: 'EraseContact' };
  const erased = complaintContactErased({ complaintId, unitId, contactId }, { subject: contactId });
  // A year after the day on which it is over, that day included.
  const until = '2027-08-21T17:00:00.000Z';
  const closedWith = (contactUntil?: string) =>
    complaintClosed({
      ...{ complaintId, unitId, class: 'NORMATIVE', category: 'SERVICE_TIME', satisfied: true },
      ...{ provenAgainst: null, groundless: false, answeredBy: head, reviewId: null, filedOn: '2026-08-12' },
      ...{ answeredOn: '2026-08-21', responseMinutes: 12960, onTime: true },
      ...(contactUntil === undefined ? {} : { contactUntil }),
    });

  it('has a fact and a key of its own', () =>
    given()
      .when({ ...filing, contact }, on('2026-08-12'))
      .thenRecords(named, told));
  it('is kept for a year once the complaint is over, however it ends', () => {
    given(named, told, verified, assigned, answered)
      .when({ type: 'CloseComplaint' }, on('2026-08-21'))
      .thenRecords(closedWith(until));
    given(...way)
      .when({ type: 'CloseComplaint' }, on('2026-08-21'))
      .thenRecords(closedWith());
    const returning = { type: 'ReturnComplaint', by: officer, reason: REASON } as const;
    given(named, told)
      .when(returning, on('2026-08-21'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ contactUntil: until }));
    given(named, told)
      .when({ ...returning, type: 'ForwardComplaint', to: 'PLN' }, on('2026-08-21'))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ contactUntil: until }));
  });
  it('is erased then, once, and not while somebody looks at the complaint again', () => {
    const over = [named, told, verified, assigned, answered, closedWith(until)] as const;
    const due = { ...on('2027-08-22'), now: until };
    given(...over)
      .when(erase, { ...due, now: '2027-08-21T16:59:59.999Z' })
      .thenRecords();
    given(...over)
      .when(erase, due)
      .thenRecords(erased);
    given(...over, erased)
      .when(erase, due)
      .thenRecords();
    const returned = complaintReturned({ complaintId, unitId, returnedBy: officer, contactUntil: until });
    const more = complaintSupplemented(
      { complaintId, unitId, text: 'Loket dua.', verifyDueAt: '2026-08-26T17:00:00.000Z' },
      sealed,
    );
    given(named, told, returned, more).when(erase, due).thenRecords();
  });
});
