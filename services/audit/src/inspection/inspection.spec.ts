import {
  draftFindingShared,
  draftReplied,
  evidenceClockMoved,
  evidenceOverdue,
  evidenceProvided,
  evidenceRequested,
  findingAnswered,
  findingIssued,
  type FindingSeverity,
  followUpAccepted,
  followUpOverdue,
  followUpReported,
  followUpReturned,
  inspectionClosed,
  inspectionOpened,
} from '@jejak/contracts/audit';
import { naturalId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { unitsBetween } from './inspected-objects';
import type { InspectionCommand, InspectionGiven } from './inspection.commands';
import { inspection } from './inspection.decider';

const { given } = specFor(inspection);
const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [INS1, HEAD, CHIEF, UNIT, EVENT] = [1, 2, 3, 4, 5].map(some);
const inspectionId = some(51);
const requestId = naturalId('evidence-request', inspectionId, '1');
const findingId = naturalId('finding', inspectionId, '1');
const object = `evaluation-${some(60)}`;
const letter = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 1200 };
const entry = { eventId: EVENT, index: 17, leafHash: 'cd'.repeat(32) };

const reads: InspectionGiven = {
  ...{
    calendar: { zone: 'Asia/Jakarta', holidays: [] },
    today: '2027-05-05',
    now: '2027-05-05T02:00:00.000Z',
  },
  ...{ reasonMinimum: 20, evidenceWorkingDays: 5, draftReplyDays: 7, followUpDays: 60 },
  ...{ workedIn: [], unknownUnits: [], unknownObjects: [], personExists: true, chief: false, heads: false },
  refs: [],
};

const scope = { units: [UNIT], objects: [object] };
const period = { from: '2026-01-01', to: '2027-05-03' };
const assignment = { number: 'ST-15/2027', issuedOn: '2027-05-03' };
const question = 'Mengapa predikat berubah?';
type Command<Type> = Extract<InspectionCommand, { type: Type }>;

const opening = (over: Partial<Command<'OpenInspection'>> = {}): InspectionCommand => ({
  ...{ type: 'OpenInspection', by: INS1, inspectionId, assignment, letter, ...scope, ...period, question },
  ...over,
});
const opened = inspectionOpened(
  { inspectionId, inspectorId: INS1, assignment, scope, ...period, question },
  { evidence: [letter] },
);

describe('OpenInspection', () => {
  it('rests on a letter of assignment', () => {
    given().when(opening(), reads).thenRecords(opened);
    given(opened).when(opening(), reads).thenRecords();
  });
  it('names each unit and object once, in an order', () =>
    given()
      .when(
        opening({ units: [UNIT, some(3), UNIT], assignment: { ...assignment, number: ' ST-15/2027 ' } }),
        reads,
      )
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({ scope: { units: [some(3), UNIT] }, assignment }),
      ));
  it.each([
    ['ASSIGNMENT_REQUIRED', { assignment: null }, {}],
    ['ASSIGNMENT_REQUIRED', { letter: null }, {}],
    ['ASSIGNMENT_REQUIRED', { assignment: { ...assignment, number: '  ' } }, {}],
    ['SOD_VIOLATION', {}, { workedIn: [UNIT] }],
    ['UNIT_NOT_FOUND', {}, { unknownUnits: [UNIT] }],
    ['STREAM_NOT_FOUND', {}, { unknownObjects: [object] }],
  ])('is refused with %s', (code, over, read) =>
    given()
      .when(opening(over), { ...reads, ...read })
      .thenRefuses(code),
  );
  it.each([
    ['inspection.assignment', { assignment: { ...assignment, issuedOn: '2027-05-06' } }],
    ['inspection.scope', { units: [], objects: [] }],
    ['inspection.period', { to: '2025-12-31' }],
    ['inspection.words', { question: '  ' }],
  ])('is refused by the rule %s', (rule, over) =>
    given().when(opening(over), reads).thenRefuses('RULE_VIOLATED', { rule }),
  );
});

const what = 'Berita acara penolakan data.';
const asked = evidenceRequested({
  ...{ inspectionId, requestId, request: 1, askedOf: HEAD, requestedBy: INS1 },
  ...{ dueOn: '2027-05-12', dueAt: '2027-05-12T17:00:00.000Z', what },
});
const closed = inspectionClosed({ inspectionId, closedBy: CHIEF, summary: 'Selesai.' });

describe('RequestEvidence', () => {
  const request = { type: 'RequestEvidence', by: INS1, askedOf: HEAD, what } as const;
  it('is due after so many working days, holidays not counted', () => {
    given(opened).when(request, reads).thenRecords(asked);
    const calendar = { ...reads.calendar, holidays: ['2027-05-06'] };
    given(opened)
      .when(request, { ...reads, calendar })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ dueOn: '2027-05-13' }));
  });
  it('is refused of whom nobody knows, by whom it may not be, and when all is over', () => {
    given(opened)
      .when(request, { ...reads, personExists: false })
      .thenRefuses('EMPLOYEE_NOT_FOUND');
    given(opened)
      .when(request, { ...reads, workedIn: [UNIT] })
      .thenRefuses('SOD_VIOLATION');
    given(opened)
      .when({ ...request, what: ' ' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'inspection.words' });
    given(opened, closed).when(request, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(request, reads).thenRefuses('INSPECTION_NOT_FOUND');
  });
});

describe('ProvideEvidence', () => {
  const provide = (over: Partial<Command<'ProvideEvidence'>> = {}): InspectionCommand => ({
    ...{ type: 'ProvideEvidence', by: HEAD, request: 1, note: null, documents: [] },
    ...over,
  });
  const about = { inspectionId, requestId, request: 1, providedBy: HEAD } as const;
  it('points at entries of the log, hands in documents, or says what there is', () => {
    given(opened, asked)
      .when(provide(), { ...reads, refs: [entry] })
      .thenRecords(evidenceProvided({ ...about, refs: [entry], late: false, note: null }));
    given(opened, asked)
      .when(provide({ documents: [letter], note: ' Terlampir. ' }), reads)
      .thenRecords(
        evidenceProvided({ ...about, refs: [], late: false, note: 'Terlampir.' }, { evidence: [letter] }),
      );
  });
  it.each([
    ['2027-05-12T16:59:59.999Z', false],
    ['2027-05-12T17:00:00.000Z', true],
  ])('at %s is late: %s', (now, late) =>
    given(opened, asked)
      .when(provide({ note: 'Ada.' }), { ...reads, now })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ late })),
  );
  it('may go on while the inspection is open', () => {
    const first = evidenceProvided({ ...about, refs: [], late: false, note: 'Ada.' });
    given(opened, asked, first)
      .when(provide({ note: 'Lagi.' }), reads)
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(opened, asked, closed)
      .when(provide({ note: 'Lagi.' }), reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it.each([
    ['NOT_RELATED', { by: INS1, note: 'Ada.' }, {}],
    ['EVENT_NOT_FOUND', {}, { refs: null }],
    ['RULE_VIOLATED', { note: '  ' }, {}],
    ['EVIDENCE_REQUEST_NOT_FOUND', { request: 2 }, {}],
  ])('is refused with %s', (code, over, read) =>
    given(opened, asked)
      .when(provide(over), { ...reads, ...read })
      .thenRefuses(code),
  );
});

describe('MarkEvidenceOverdue', () => {
  const mark = { type: 'MarkEvidenceOverdue', by: 'audit', request: 1 } as const;
  const overdue = evidenceOverdue({
    inspectionId,
    requestId,
    request: 1,
    askedOf: HEAD,
    dueOn: '2027-05-12',
  });
  const provided = evidenceProvided({
    ...{ inspectionId, requestId, request: 1, providedBy: HEAD, refs: [], late: false, note: 'Ada.' },
  });
  const late = { ...reads, now: '2027-05-12T17:00:00.000Z' };
  it('is said once, and only of what did not come', () => {
    given(opened, asked).when(mark, late).thenRecords(overdue);
    given(opened, asked, overdue).when(mark, late).thenRecords();
    given(opened, asked, provided).when(mark, late).thenRecords();
    given(opened, asked, closed).when(mark, late).thenRecords();
  });
  it('is not said before the day is over, whatever timer asks', () =>
    given(opened, asked)
      .when(mark, { ...late, now: '2027-05-12T16:59:59.999Z' })
      .thenRecords());

  describe('under another calendar', () => {
    const move = { type: 'MoveEvidenceClocks', by: 'audit', since: '2027-05-06T02:00:00.000Z' } as const;
    const counted = { 1: { began: '2027-05-05', calendar: reads.calendar } };
    const decreed = { ...reads, counted, calendar: { zone: 'Asia/Jakarta', holidays: ['2027-05-10'] } };
    const moved = evidenceClockMoved({
      ...{ inspectionId, requestId, request: 1, askedOf: HEAD, dueOn: '2027-05-13' },
      ...{ dueAt: '2027-05-13T17:00:00.000Z', insteadOf: '2027-05-12T17:00:00.000Z' },
    });
    it('has as many working days as before', () => {
      given(opened, asked).when(move, decreed).thenRecords(moved);
      given(opened, asked, moved).when(mark, late).thenRecords();
      given(opened, asked, moved)
        .when(
          { type: 'ProvideEvidence', by: HEAD, request: 1, note: 'Ada.', documents: [] },
          { ...late, now: '2027-05-13T16:00:00.000Z' },
        )
        .thenFacts(([fact]) => expect(fact.data).toMatchObject({ late: false }));
    });
    it('is never shortened, and moved once', () => {
      given(opened, asked)
        .when(move, { ...reads, counted })
        .thenRecords();
      const again = { 1: { began: '2027-05-05', calendar: decreed.calendar } };
      given(opened, asked, moved)
        .when(move, { ...decreed, counted: again })
        .thenRecords();
    });
    it('stays where it had run out, was met, or nobody knows what it was counted by', () => {
      given(opened, asked)
        .when({ ...move, since: '2027-05-12T17:00:00.000Z' }, decreed)
        .thenRecords();
      given(opened, asked, provided).when(move, decreed).thenRecords();
      given(opened, asked, overdue).when(move, decreed).thenRecords();
      given(opened, asked, closed).when(move, decreed).thenRecords();
      given(opened, asked)
        .when(move, { ...decreed, counted: { 1: null } })
        .thenRecords();
    });
  });
});

const words = {
  ...{
    condition: 'Data ditolak tanpa bertanya.',
    criteria: 'Pelapor ditanya dahulu.',
    cause: 'Kebiasaan unit.',
  },
  ...{ effect: 'Nilai turun sementara.', recommendation: 'Tanyakan pelapor.' },
};
const draftOf = (severity: FindingSeverity) =>
  draftFindingShared({
    ...{ inspectionId, findingId, finding: 1, unitId: UNIT, about: object, severity, sharedBy: INS1 },
    ...{ replyBy: '2027-05-12', replyOverAt: '2027-05-12T17:00:00.000Z', ...words },
  });
const draft = draftOf('MODERATE');
const of = { inspectionId, findingId, finding: 1 } as const;
const replied = draftReplied({ ...of, repliedBy: HEAD, reply: 'Kami setuju.' });
const issuedOf = (severity: FindingSeverity) =>
  findingIssued({
    ...{ ...of, unitId: UNIT, about: object, severity, issuedBy: INS1, refs: [entry] },
    ...{ followUpBy: '2027-07-04', followUpOverAt: '2027-07-04T17:00:00.000Z', ...words },
  });
const issued = issuedOf('MODERATE');

describe('ShareDraftFinding', () => {
  const share: InspectionCommand = {
    ...{ type: 'ShareDraftFinding', by: INS1, unitId: UNIT, about: object, severity: 'MODERATE', ...words },
  };
  it('gives the unit its days to reply', () => given(opened).when(share, reads).thenRecords(draft));
  it.each([
    ['UNIT_NOT_FOUND', { unknownUnits: [UNIT] }],
    ['STREAM_NOT_FOUND', { unknownObjects: [object] }],
    ['SOD_VIOLATION', { workedIn: [UNIT] }],
  ])('is refused with %s', (code, read) =>
    given(opened)
      .when(share, { ...reads, ...read })
      .thenRefuses(code),
  );
  it.each(['condition', 'criteria', 'cause', 'effect', 'recommendation'])('says its %s', (word) =>
    given(opened)
      .when({ ...share, [word]: ' ' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'inspection.words', field: word }),
  );
  it('is of an open inspection', () =>
    given(opened, closed).when(share, reads).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('ReplyToDraft', () => {
  const reply = { type: 'ReplyToDraft', by: HEAD, finding: 1, reply: 'Kami setuju.' } as const;
  const head = { ...reads, heads: true };
  it('is of the head of the unit, once, until the finding is issued', () => {
    given(opened, draft).when(reply, head).thenRecords(replied);
    given(opened, draft)
      .when(reply, { ...head, now: '2027-05-20T02:00:00.000Z' })
      .thenRecords(replied);
    given(opened, draft).when(reply, reads).thenRefuses('NOT_RELATED');
    given(opened, draft, replied).when(reply, head).thenRefuses('ILLEGAL_TRANSITION');
    given(opened, draft, issued).when(reply, head).thenRefuses('ILLEGAL_TRANSITION');
    given(opened).when(reply, head).thenRefuses('FINDING_NOT_FOUND');
  });
});

describe('IssueFinding', () => {
  const issue = (over: Partial<Command<'IssueFinding'>> = {}): InspectionCommand => ({
    ...{ type: 'IssueFinding', by: INS1, finding: 1, documents: [], words: {}, severity: null },
    ...over,
  });
  const proven = { ...reads, refs: [entry] };
  it('says what the draft said, or what is said anew', () => {
    given(opened, draft, replied).when(issue(), proven).thenRecords(issued);
    given(opened, draft, replied)
      .when(issue({ severity: 'SEVERE', words: { cause: 'Aturan unit.' }, documents: [letter] }), reads)
      .thenFacts(([fact]) => {
        expect(fact.data).toMatchObject({ severity: 'SEVERE', cause: 'Aturan unit.', effect: words.effect });
        expect(fact.evidence).toEqual([letter]);
      });
  });
  it.each([
    ['2027-05-12T16:59:59.999Z', false],
    ['2027-05-12T17:00:00.000Z', true],
  ])('without a reply waits for the days to be over: at %s it is issued: %s', (now, yes) => {
    const outcome = given(opened, draft).when(issue(), { ...proven, now });
    if (yes) outcome.thenFacts((facts) => expect(facts).toHaveLength(1));
    else outcome.thenRefuses('RIGHT_TO_REPLY');
  });
  it('follows up within sixty days, by the policy', () =>
    given(opened, draft, replied)
      .when(issue(), { ...proven, today: '2027-05-17', followUpDays: 60 })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ followUpBy: '2027-07-16' })));
  it.each([
    ['RULE_VIOLATED', { refs: [] }, 'finding.evidence'],
    ['EVENT_NOT_FOUND', { refs: null }, undefined],
    ['SOD_VIOLATION', { workedIn: [UNIT] }, 'sod.inspector-unit'],
  ])('is refused with %s', (code, read, rule) =>
    given(opened, draft, replied)
      .when(issue(), { ...proven, ...read })
      .thenRefuses(code, rule === undefined ? {} : { rule }),
  );
  it('is done once', () => {
    given(opened, draft, replied, issued).when(issue(), proven).thenRefuses('ILLEGAL_TRANSITION');
    given(opened).when(issue(), proven).thenRefuses('FINDING_NOT_FOUND');
  });
});

describe('what the unit does about a finding', () => {
  const head = { ...reads, heads: true };
  const answer = { type: 'RespondFinding', by: HEAD, finding: 1, accepts: true, answer: 'Ya.' } as const;
  const report: InspectionCommand = {
    ...{ type: 'ReportFollowUp', by: HEAD, finding: 1, done: 'Prosedur diubah.', documents: [] },
  };
  const accept = { type: 'AcceptFollowUp', by: INS1, finding: 1 } as const;
  const why = 'Prosedur baru belum berlaku di lapangan.';
  const goBack = { type: 'ReturnFollowUp', by: INS1, finding: 1, reason: why } as const;
  const answered = findingAnswered({ ...of, answeredBy: HEAD, accepts: true, answer: 'Ya.' });
  const reported = followUpReported({ ...of, reportedBy: HEAD, done: 'Prosedur diubah.' });
  const accepted = followUpAccepted({ ...of, acceptedBy: INS1 });
  const returned = followUpReturned(
    {
      ...{ ...of, unitId: UNIT, returnedBy: INS1 },
      ...{ followUpBy: '2027-07-04', followUpOverAt: '2027-07-04T17:00:00.000Z' },
    },
    { reason: { code: 'RETURN', text: why } },
  );
  const overdue = followUpOverdue({ ...of, unitId: UNIT, followUpBy: '2027-07-04' });
  const facts = [opened, draft, replied, issued] as const;

  it('is answered once, by its head', () => {
    given(...facts)
      .when(answer, head)
      .thenRecords(answered);
    given(...facts)
      .when(answer, reads)
      .thenRefuses('NOT_RELATED');
    given(...facts, answered)
      .when(answer, head)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(opened, draft).when(answer, head).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is reported by its head, and again when it comes back', () => {
    given(...facts)
      .when(report, head)
      .thenRecords(reported);
    given(...facts)
      .when(report, reads)
      .thenRefuses('NOT_RELATED');
    given(...facts, reported)
      .when(report, head)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts, reported, returned)
      .when(report, head)
      .thenRecords(reported);
    given(...facts, reported, accepted)
      .when(report, head)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is accepted or returned with reasons by an inspector without a conflict', () => {
    given(...facts, reported)
      .when(accept, reads)
      .thenRecords(accepted);
    given(...facts, reported)
      .when(goBack, reads)
      .thenRecords(returned);
    given(...facts, reported)
      .when({ ...goBack, reason: 'Belum.' }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(...facts, reported)
      .when(accept, { ...reads, workedIn: [UNIT] })
      .thenRefuses('SOD_VIOLATION');
    given(...facts)
      .when(accept, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts, reported, accepted)
      .when(goBack, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('goes on when the inspection is closed', () =>
    given(...facts, closed)
      .when(report, head)
      .thenRecords(reported));
  it('is overdue once, while nothing is reported', () => {
    const mark = { type: 'MarkFollowUpOverdue', by: 'audit', finding: 1 } as const;
    given(...facts)
      .when(mark, reads)
      .thenRecords(overdue);
    given(...facts, reported, returned)
      .when(mark, reads)
      .thenRecords(overdue);
    given(...facts, overdue)
      .when(mark, reads)
      .thenRecords();
    given(...facts, reported)
      .when(mark, reads)
      .thenRecords();
    given(...facts, reported, accepted)
      .when(mark, reads)
      .thenRecords();
  });

  describe('CloseInspection', () => {
    const close = { type: 'CloseInspection', by: CHIEF, summary: 'Selesai.' } as const;
    const chief = { ...reads, chief: true };
    it('is of the chief inspector', () => {
      given(...facts)
        .when(close, chief)
        .thenRecords(closed);
      given(...facts)
        .when(close, reads)
        .thenRefuses('NOT_RELATED');
      given(...facts, closed)
        .when(close, chief)
        .thenRefuses('ILLEGAL_TRANSITION');
      given().when(close, chief).thenRefuses('INSPECTION_NOT_FOUND');
    });
    it('waits for what is severe', () => {
      const severe = [opened, draftOf('SEVERE'), replied, issuedOf('SEVERE')] as const;
      given(...severe)
        .when(close, chief)
        .thenRefuses('RULE_VIOLATED', { rule: 'inspection.severe-open' });
      given(...severe, reported)
        .when(close, chief)
        .thenRefuses('RULE_VIOLATED', { rule: 'inspection.severe-open' });
      given(...severe, reported, accepted)
        .when(close, chief)
        .thenRecords(closed);
    });
  });
});

describe('where somebody worked', () => {
  const held = (unitId: string, from: string, to: string | null) => ({ position: 'X', unitId, from, to });
  it.each([
    ['2027-05-05', null, true],
    ['2020-01-01', '2025-05-05', true],
    ['2020-01-01', '2025-05-04', false],
    ['2027-05-06', null, false],
  ])('from %s to %s counts in the months of rest: %s', (from, to, counts) =>
    expect(unitsBetween({ positions: [held(UNIT, from, to)] }, '2025-05-05', '2027-05-05')).toEqual(
      counts ? [UNIT] : [],
    ),
  );
});
