import {
  type DataRequestGround,
  type DataRequestKind,
  dataRequestFiled,
  dataRequestFulfilled,
  dataRequestLaidAgain,
  dataRequestOverdue,
  dataRequestRefused,
  legalHoldLifted,
  legalHoldPlaced,
  subjectKeyDestroyed,
} from '@jejak/contracts/audit';
import { naturalId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import type { CommandOf, PrivacyGiven } from './privacy.commands';
import { privacy } from './privacy.decider';

const { given } = specFor(privacy);
const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [A3, OFFICER, OTHER_OFFICER, INS1, EMPLOYEE] = [3, 11, 12, 13, 14].map(some);
const about = { subject: A3 };
const why = 'Masih wajib disimpan menurut jadwal retensi.';
const entry = { eventId: some(70), index: 17, leafHash: 'cd'.repeat(32) };

const reads: PrivacyGiven = {
  calendar: { zone: 'Asia/Jakarta', holidays: [] },
  ...{ today: '2027-06-01', now: '2027-06-01T02:00:00.000Z', reasonMinimum: 20, answerHours: 72 },
  ...{ role: 'hr_admin', officer: true, personKnown: true, refs: [], retention: null, inspections: [] },
  ...{ logIncomplete: false, otherIds: [], sealed: { [A3]: 7 } },
};
const stranger = { ...reads, officer: false };

const requestId = (n: number): string => naturalId('data-request', A3, String(n));
const named = (kind: DataRequestKind, request = 1) => ({
  ...{ personId: A3, requestId: requestId(request), request, kind },
});
const dueAt = '2027-06-04T02:00:00.000Z';
const filed = (kind: DataRequestKind, request = 1, filedBy: string | null = null) =>
  dataRequestFiled(
    { ...named(kind, request), filedBy, dueAt, text: kind === 'CORRECT' || kind === 'OBJECT' ? why : null },
    about,
  );
const file = (
  kind: DataRequestKind,
  over: Partial<CommandOf<'FileDataRequest'>> = {},
): CommandOf<'FileDataRequest'> => ({
  ...{ type: 'FileDataRequest', by: A3, personId: A3, kind, forThem: false },
  text: kind === 'CORRECT' || kind === 'OBJECT' ? why : null,
  ...over,
});
const fulfil = (over: Partial<CommandOf<'FulfilDataRequest'>> = {}): CommandOf<'FulfilDataRequest'> => ({
  ...{ type: 'FulfilDataRequest', by: OFFICER, personId: A3, request: 1, answer: null, erasure: null },
  ...over,
});
const erase = fulfil({ erasure: { basis: 'REQUEST', archiveCode: null } });
const fulfilled = (kind: DataRequestKind, over: object = {}) =>
  dataRequestFulfilled(
    { ...named(kind), handledBy: OFFICER, late: false, refs: [], answer: null, ...over },
    about,
  );
const destroyed = (subjectId: string, over: object = {}) =>
  subjectKeyDestroyed({
    ...{ subjectId, requestId: requestId(1), basis: 'REQUEST', archiveCode: null, entries: 7 },
    ...{ approvedBy: OFFICER, ...over },
  });
const refuse = (
  ground: DataRequestGround,
  over: Partial<CommandOf<'RefuseDataRequest'>> = {},
): CommandOf<'RefuseDataRequest'> => ({
  ...{ type: 'RefuseDataRequest', by: OFFICER, personId: A3, request: 1, ground, reason: why },
  ...over,
});
const refused = (ground: DataRequestGround, until: string | null, request = 1) =>
  dataRequestRefused(
    {
      ...{ ...named('ERASE', request), ground, until, handledBy: OFFICER, late: false },
      untilOverAt: until === null ? null : `${until}T17:00:00.000Z`,
    },
    { ...about, reason: { code: 'REJECTION', text: why } },
  );
const holdId = some(80);
const place = (over: Partial<CommandOf<'PlaceLegalHold'>> = {}): CommandOf<'PlaceLegalHold'> => ({
  ...{ type: 'PlaceLegalHold', by: INS1, personId: A3, holdId, ground: 'COURT_ORDER' },
  ...{ caseNumber: '12/G/2027/PTUN.MDN', until: null, reason: why, ...over },
});
const held = (over: object = {}) =>
  legalHoldPlaced(
    {
      ...{ personId: A3, holdId, ground: 'COURT_ORDER', caseNumber: '12/G/2027/PTUN.MDN', until: null },
      ...{ placedBy: INS1, placedAs: 'inspector', ...over },
    },
    { ...about, reason: { code: 'COURT_ORDER', text: why } },
  );
const lift: CommandOf<'LiftLegalHold'> = {
  ...{ type: 'LiftLegalHold', by: INS1, personId: A3, holdId, reason: why },
};
const lifted = legalHoldLifted(
  { personId: A3, holdId, liftedBy: INS1 },
  { ...about, reason: { code: 'CANCELLATION', text: why } },
);
const inspector = { ...reads, role: 'inspector', officer: false };
const retention = { kind: 'APPLICATION', until: '2028-04-06' } as const;

describe('FileDataRequest', () => {
  it.each(['ACCESS', 'CORRECT', 'ERASE', 'OBJECT'] as const)('%s is to be answered in 3 × 24 hours', (kind) =>
    given().when(file(kind), stranger).thenRecords(filed(kind)),
  );
  it('counts the hours of the policy, over weekends and holidays', () =>
    given()
      .when(file('ACCESS'), { ...stranger, answerHours: 24 })
      .thenFacts(([{ data }]) => {
        if (!('dueAt' in data) || data.dueAt !== '2027-06-02T02:00:00.000Z') throw new Error('another day');
      }));
  it.each(['CORRECT', 'OBJECT'] as const)('%s says what is meant', (kind) =>
    given()
      .when(file(kind, { text: '  ' }), stranger)
      .thenRefuses('RULE_VIOLATED', { rule: 'data-request.words' }),
  );
  it('one of a kind waits at a time', () => {
    given(filed('ERASE')).when(file('ERASE'), stranger).thenRefuses('DATA_REQUEST_EXISTS');
    given(filed('ERASE')).when(file('ACCESS'), stranger).thenRecords(filed('ACCESS', 2));
    given(filed('ERASE'), refused('NOT_JUSTIFIED', null))
      .when(file('ERASE'), stranger)
      .thenRecords(filed('ERASE', 2));
  });
  it('for somebody else: by the data officer, of somebody who is known', () => {
    const forThem = file('ERASE', { by: OFFICER, forThem: true });
    given()
      .when(forThem, reads)
      .thenRecords(filed('ERASE', 1, OFFICER));
    given().when(forThem, stranger).thenRefuses('NOT_RELATED');
    given()
      .when(forThem, { ...reads, personKnown: false })
      .thenRefuses('PERSON_NOT_FOUND');
  });
});

describe('FulfilDataRequest', () => {
  it('ACCESS', () => given(filed('ACCESS')).when(fulfil(), reads).thenRecords(fulfilled('ACCESS')));
  it('CORRECT names the facts that put it right', () => {
    const answer = 'Nama telah diperbaiki.';
    given(filed('CORRECT'))
      .when(fulfil({ answer }), { ...reads, refs: [entry] })
      .thenRecords(fulfilled('CORRECT', { refs: [entry], answer }));
    given(filed('CORRECT'))
      .when(fulfil({ answer }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'data-request.correction' });
    given(filed('CORRECT'))
      .when(fulfil(), { ...reads, refs: null })
      .thenRefuses('EVENT_NOT_FOUND');
  });
  it('OBJECT says what was done', () => {
    given(filed('OBJECT'))
      .when(fulfil({ answer: ' Ya. ' }), reads)
      .thenRecords(fulfilled('OBJECT', { answer: 'Ya.' }));
    given(filed('OBJECT')).when(fulfil(), reads).thenRefuses('RULE_VIOLATED', { rule: 'data-request.words' });
  });
  it.each([
    ['DATA_REQUEST_NOT_FOUND', [], fulfil(), reads],
    ['DATA_REQUEST_NOT_FOUND', [filed('ACCESS')], fulfil({ request: 2 }), reads],
    ['DATA_REQUEST_NOT_FOUND', [filed('ACCESS')], fulfil({ request: 0 }), reads],
    ['ILLEGAL_TRANSITION', [filed('ACCESS'), fulfilled('ACCESS')], fulfil(), reads],
    ['ILLEGAL_TRANSITION', [filed('ERASE'), refused('NOT_JUSTIFIED', null)], erase, reads],
    ['SOD_VIOLATION', [filed('ACCESS')], fulfil({ by: A3 }), reads],
    ['NOT_RELATED', [filed('ACCESS')], fulfil(), stranger],
  ] as const)('is refused: %s', (code, facts, command, read) =>
    given(...facts)
      .when(command, read)
      .thenRefuses(code),
  );
  it('late is marked', () =>
    given(filed('ACCESS'))
      .when(fulfil(), { ...reads, now: dueAt })
      .thenRecords(fulfilled('ACCESS', { late: true })));
});

describe('FulfilDataRequest of an erasure', () => {
  it('destroys the key', () =>
    given(filed('ERASE')).when(erase, reads).thenRecords(fulfilled('ERASE'), destroyed(A3)));
  it('destroys the keys of all ids of the person', () =>
    given(filed('ERASE'))
      .when(erase, { ...reads, otherIds: [EMPLOYEE] })
      .thenRecords(fulfilled('ERASE'), destroyed(A3), destroyed(EMPLOYEE, { entries: 0 })));
  it('is refused while the law keeps the record, and names the last day', () =>
    given(filed('ERASE'))
      .when(erase, { ...reads, retention })
      .thenRefuses('RETENTION_REQUIRED', { rule: 'retention.APPLICATION', params: { until: '2028-04-06' } }));
  it('is refused under a hold, of whatever kind, and before the retention is looked at', () => {
    given(filed('ERASE'), held())
      .when(erase, { ...reads, retention })
      .thenRefuses('LEGAL_HOLD');
    given(filed('ERASE'), held({ until: '2027-06-01' }))
      .when(erase, reads)
      .thenRefuses('LEGAL_HOLD');
    given(filed('ERASE'))
      .when(erase, { ...reads, inspections: [some(90)] })
      .thenRefuses('LEGAL_HOLD');
  });
  it('is granted once the hold is over or lifted', () => {
    for (const over of [[held({ until: '2027-05-31' })], [held(), lifted]])
      given(filed('ERASE'), ...over)
        .when(erase, reads)
        .thenRecords(fulfilled('ERASE'), destroyed(A3));
  });
  it('is refused while the log is known to lack something', () =>
    given(filed('ERASE'))
      .when(erase, { ...reads, logIncomplete: true })
      .thenRefuses('LOG_INCOMPLETE'));
  it('is granted by another officer than the one who filed it', () => {
    given(filed('ERASE', 1, OFFICER))
      .when(erase, reads)
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.erasure' });
    given(filed('ERASE', 1, OTHER_OFFICER))
      .when(erase, reads)
      .thenRecords(fulfilled('ERASE'), destroyed(A3));
  });
  it('says what it rests on', () => {
    const archive = { basis: 'RETENTION_ENDED', archiveCode: '800.1.2' } as const;
    given(filed('ERASE'))
      .when(fulfil({ erasure: archive }), reads)
      .thenRecords(fulfilled('ERASE'), destroyed(A3, archive));
    given(filed('ERASE')).when(fulfil(), reads).thenRefuses('RULE_VIOLATED', { rule: 'erasure.basis' });
    for (const erasure of [
      { basis: 'RETENTION_ENDED', archiveCode: null },
      { basis: 'REQUEST', archiveCode: '800.1.2' },
    ] as const)
      given(filed('ERASE'))
        .when(fulfil({ erasure }), reads)
        .thenRefuses('RULE_VIOLATED', { rule: 'erasure.archive-code' });
  });
  it('is the end: nothing is asked, answered or held any more', () => {
    const gone = [filed('ERASE'), fulfilled('ERASE'), destroyed(A3)];
    for (const command of [file('ACCESS'), fulfil(), refuse('NOT_JUSTIFIED'), place({ holdId: some(81) })])
      given(...gone)
        .when(command, reads)
        .thenRefuses('SUBJECT_ERASED');
    given(filed('ACCESS'), filed('ERASE', 2), held(), destroyed(A3))
      .when(lift, inspector)
      .thenRefuses('SUBJECT_ERASED');
  });
});

describe('RefuseDataRequest', () => {
  it('on the retention, until its last day', () =>
    given(filed('ERASE'))
      .when(refuse('RETENTION_REQUIRED'), { ...reads, retention })
      .thenRecords(refused('RETENTION_REQUIRED', '2028-04-06')));
  it.each([
    ['until it is lifted', [held()], [], null],
    [
      'until the last of them is over',
      [held({ until: '2027-07-01' }), second('2027-08-01')],
      [],
      '2027-08-01',
    ],
    ['while one has no last day', [held(), second('2027-08-01')], [], null],
    ['while an inspection looks', [], [some(90)], null],
    ['while an inspection looks beside a hold', [held({ until: '2027-07-01' })], [some(90)], null],
  ] as const)('on a hold, %s', (_, holds, inspections, until) =>
    given(filed('ERASE'), ...holds)
      .when(refuse('LEGAL_HOLD'), { ...reads, inspections })
      .thenRecords(refused('LEGAL_HOLD', until)),
  );
  it.each(['ACCESS', 'CORRECT', 'ERASE', 'OBJECT'] as const)('%s as not justified', (kind) =>
    given(filed(kind))
      .when(refuse('NOT_JUSTIFIED'), reads)
      .thenRecords(
        dataRequestRefused(
          {
            ...{ ...named(kind), ground: 'NOT_JUSTIFIED', until: null, untilOverAt: null },
            ...{ handledBy: OFFICER, late: false },
          },
          { ...about, reason: { code: 'REJECTION', text: why } },
        ),
      ),
  );
  it.each([
    ['RETENTION_REQUIRED', 'ERASE', reads],
    ['LEGAL_HOLD', 'ERASE', reads],
    ['RETENTION_REQUIRED', 'ACCESS', { ...reads, retention }],
    ['LEGAL_HOLD', 'CORRECT', { ...reads, inspections: [some(90)] }],
  ] as const)('not on %s of %s where that does not stand', (ground, kind, read) =>
    given(filed(kind))
      .when(refuse(ground), read)
      .thenRefuses('RULE_VIOLATED', { rule: 'data-request.ground' }),
  );
  it.each([
    ['REASON_REQUIRED', [filed('ERASE')], refuse('NOT_JUSTIFIED', { reason: 'Tidak.' }), reads],
    ['DATA_REQUEST_NOT_FOUND', [], refuse('NOT_JUSTIFIED'), reads],
    ['ILLEGAL_TRANSITION', [filed('ACCESS'), fulfilled('ACCESS')], refuse('NOT_JUSTIFIED'), reads],
    ['SOD_VIOLATION', [filed('ERASE')], refuse('NOT_JUSTIFIED', { by: A3 }), reads],
    ['NOT_RELATED', [filed('ERASE')], refuse('NOT_JUSTIFIED'), stranger],
  ] as const)('is refused: %s', (code, facts, command, read) =>
    given(...facts)
      .when(command, read)
      .thenRefuses(code),
  );
});

describe('what time does', () => {
  const overdue = { type: 'MarkDataRequestOverdue', by: 'audit', personId: A3, request: 1 } as const;
  const layAgain: CommandOf<'LayDataRequestAgain'> = {
    ...{ type: 'LayDataRequestAgain', by: 'audit', personId: A3, request: 1, inspection: null },
  };
  const late = { ...stranger, role: 'service', now: dueAt };
  const marked = dataRequestOverdue({ ...named('ERASE'), dueAt });
  it('an answer that has not come is overdue, once, and nothing is decided by it', () => {
    given(filed('ERASE')).when(overdue, late).thenRecords(marked);
    given(filed('ERASE'), marked).when(overdue, late).thenRecords();
    given(filed('ERASE')).when(overdue, stranger).thenRecords();
    given(filed('ERASE'), refused('NOT_JUSTIFIED', null)).when(overdue, late).thenRecords();
    given(filed('ERASE'), destroyed(A3)).when(overdue, late).thenRecords();
    given(filed('ERASE'), marked)
      .when(erase, { ...reads, now: dueAt })
      .thenRecords(fulfilled('ERASE', { late: true }), destroyed(A3));
  });
  const later = { ...stranger, role: 'service', today: '2028-04-07', now: '2028-04-06T17:00:00.000Z' };
  const again = dataRequestLaidAgain({ ...named('ERASE'), dueAt: '2028-04-09T17:00:00.000Z' });
  it('what was refused until a day is laid before the officer the day after, and not before', () => {
    const kept = [filed('ERASE'), refused('RETENTION_REQUIRED', '2028-04-06')];
    given(...kept)
      .when(layAgain, later)
      .thenRecords(again);
    given(...kept)
      .when(layAgain, { ...later, today: '2028-04-06' })
      .thenRecords();
    given(...kept, again)
      .when(layAgain, later)
      .thenRecords();
    given(...kept, destroyed(A3))
      .when(layAgain, later)
      .thenRecords();
    // The person asked again meanwhile.
    given(...kept, filed('ERASE', 2))
      .when(layAgain, later)
      .thenRecords();
    given(...kept, again)
      .when(erase, { ...reads, today: '2028-04-07', now: '2028-04-07T02:00:00.000Z' })
      .thenRecords(fulfilled('ERASE'), destroyed(A3));
  });
  it('what was refused on a hold without a last day is, once no hold and no inspection is left', () => {
    const heldFor = [filed('ERASE'), refused('LEGAL_HOLD', null)];
    given(...heldFor)
      .when(layAgain, later)
      .thenRecords(again);
    given(...heldFor)
      .when(layAgain, { ...later, inspections: [some(90)] })
      .thenRecords();
    given(held(), ...heldFor)
      .when(layAgain, later)
      .thenRecords();
  });
  it('what was refused for good is not', () =>
    given(filed('ERASE'), refused('NOT_JUSTIFIED', null)).when(layAgain, later).thenRecords());
});

describe('legal holds', () => {
  it('are placed by inspectors and the data officer, with a reason', () => {
    given().when(place(), inspector).thenRecords(held());
    given(held()).when(place(), inspector).thenRecords();
    given()
      .when(place({ by: OFFICER }), reads)
      .thenRecords(held({ placedBy: OFFICER, placedAs: 'hr_admin' }));
  });
  it.each([
    ['NOT_RELATED', place({ by: OFFICER }), stranger],
    ['PERSON_NOT_FOUND', place(), { ...inspector, personKnown: false }],
    ['REASON_REQUIRED', place({ reason: 'Perkara.' }), inspector],
  ] as const)('are refused: %s', (code, command, read) => given().when(command, read).thenRefuses(code));
  it('do not end before they begin', () => {
    given()
      .when(place({ until: '2027-05-31' }), inspector)
      .thenRefuses('RULE_VIOLATED', { rule: 'hold.until' });
    given()
      .when(place({ until: '2027-06-01' }), inspector)
      .thenRecords(held({ until: '2027-06-01' }));
  });
  it('of an inspector are lifted by inspectors, those of the officer by both', () => {
    given(held()).when(lift, inspector).thenRecords(lifted);
    given(held())
      .when({ ...lift, by: OFFICER }, reads)
      .thenRefuses('NOT_RELATED');
    given(held({ placedAs: 'hr_admin' }))
      .when({ ...lift, by: OFFICER }, stranger)
      .thenRefuses('NOT_RELATED');
    for (const [by, read] of [
      [OFFICER, reads],
      [INS1, inspector],
    ] as const)
      given(held({ placedAs: 'hr_admin' }))
        .when({ ...lift, by }, read)
        .thenFacts((facts) => {
          if (facts.length !== 1) throw new Error('not lifted');
        });
  });
  it.each([
    ['HOLD_NOT_FOUND', [], lift, inspector],
    ['ILLEGAL_TRANSITION', [held(), lifted], lift, inspector],
    ['SOD_VIOLATION', [held()], { ...lift, by: A3 }, inspector],
    ['REASON_REQUIRED', [held()], { ...lift, reason: 'Selesai.' }, inspector],
  ] as const)('are not lifted: %s', (code, facts, command, read) =>
    given(...facts)
      .when(command, read)
      .thenRefuses(code),
  );
  it('with the last of them what they stood against is laid before the officer again', () => {
    const laid = dataRequestLaidAgain({ ...named('ERASE'), dueAt });
    given(filed('ERASE'), held(), refused('LEGAL_HOLD', null))
      .when(lift, inspector)
      .thenRecords(lifted, laid);
    given(filed('ERASE'), held(), second(null), refused('LEGAL_HOLD', null))
      .when(lift, inspector)
      .thenRecords(lifted);
    given(filed('ERASE'), held(), refused('LEGAL_HOLD', null), filed('ERASE', 2))
      .when(lift, inspector)
      .thenRecords(lifted);
  });
});

function second(until: string | null) {
  return held({ holdId: some(82), until });
}
