import {
  applicationAdminPassed,
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  applicationSubmitted,
  candidateAppointed,
  competencyScored,
  nipApproved,
  type RankingRow,
  skbComponentScored,
  skbScored,
  skdFailed,
  skdOutranked,
  skdPassed,
  skdScored,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { application } from './application.decider';
import type { DocumentsGiven } from './documents';
import type { AppointmentGiven } from './appointment';

const { given } = specFor(application);
const [applicationId, vacancyId, applicantId, rankingId, employeeId, unitId, importId] = Array.from(
  { length: 7 },
  newId,
);
const fileSha256 = 'f'.repeat(64);
const subject = applicantId;
const max = { TWK: 150, TIU: 175, TKP: 225 };
const participantNo = '4820193756';
const person = { applicantId, channel: 'JOB_FAIR', educationGpa: '3.51', birthDate: '1999-04-30' } as const;
const diploma = {
  kind: 'DIPLOMA',
  sha256: 'd'.repeat(64),
  mediaType: 'application/pdf',
  size: 1024,
} as const;
const paper = { required: ['DIPLOMA'] as const, uploaded: [diploma] };
const submitted = applicationSubmitted(
  { ...person, applicationId, vacancyId, year: 2026, participantNo, documents: [diploma], imported: null },
  { subject },
);
const admitted = applicationAdminPassed(
  { applicationId, vacancyId, by: 'VERIFICATION', objectionId: null },
  { subject },
);
const scores = { twk: 95, tiu: 120, tkp: 185 };
const scored = skdScored({ applicationId, ...scores, total: 400, fileSha256 }, { subject });
const result = { applicationId, vacancyId, rankingId, resultVersion: 1 };
const passed = skdPassed({ ...result, rank: 2 }, { subject });
const cat = skbComponentScored(
  { applicationId, component: 'CAT', raw: '380', of: '500', pct: '76.000', fileSha256 },
  { subject },
);
const selected = applicationSelected({ ...result, rank: 1, final: '75.951' }, { subject });
const reserved = applicationReserved({ ...result, rank: 2, final: '73.761' }, { subject });
const approvedNip = nipApproved(
  { applicationId, nip: '199904302026062001', decision: 'PERTEK-42' },
  { subject },
);

describe('SubmitApplication', () => {
  const submit = {
    type: 'SubmitApplication',
    applicationId,
    ...person,
    documents: null,
    noticeAccepted: true,
  } as const;
  const vacancy = {
    ...{ vacancyId, year: 2026, openAt: '2026-02-01T17:00:00.000Z', closeAt: '2026-02-17T17:00:00.000Z' },
    ...{ age: { min: 18, max: 35 }, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
  };
  const on = (now: string) => ({ vacancy, registered: true, documents: paper, participantNo, now });
  const inTime = on('2026-02-17T16:59:59.999Z');

  it('is taken to the last moment', () => given().when(submit, inTime).thenRecords(submitted));
  it('is refused after it, and before the first', () => {
    given().when(submit, on('2026-02-17T17:00:00.000Z')).thenRefuses('WINDOW_CLOSED');
    given().when(submit, on('2026-02-01T16:59:59.999Z')).thenRefuses('WINDOW_CLOSED');
  });
  it.each<[string, DocumentsGiven['uploaded']]>([
    ['none at all', []],
    ['another kind', [{ ...diploma, kind: 'PHOTO' }]],
  ])('is refused without what the vacancy asks for: %s', (_, uploaded) =>
    given()
      .when(submit, { ...inTime, documents: { ...paper, uploaded } })
      .thenRefuses('DOCUMENT_MISSING', { field: 'documents', params: { kinds: ['DIPLOMA'] } }),
  );
  it('is refused to who has not registered', () =>
    given()
      .when(submit, { ...inTime, registered: false })
      .thenRefuses('IDENTITY_UNVERIFIED'));
  it('is refused a second time', () =>
    given(submitted).when(submit, inTime).thenRefuses('ONE_APPLICATION_ONLY'));
  it('is refused without the notice', () =>
    given()
      .when({ ...submit, noticeAccepted: false }, inTime)
      .thenRefuses('NOTICE_REQUIRED'));
  it.each([
    ['2008-02-17', true],
    ['2008-02-18', false],
    ['1991-02-17', true],
    ['1991-02-16', false],
  ])('born on %s: old and young enough is %s', (birthDate, fits) => {
    const outcome = given().when({ ...submit, birthDate }, inTime);
    if (fits) outcome.thenRecords({ ...submitted, data: { ...submitted.data, birthDate } });
    else outcome.thenRefuses('AGE_OUT_OF_RANGE');
  });
  // On 17 February 2026 who was born on that day of 1986 turns 40.
  it.each([
    ['1986-02-17', true],
    ['1986-02-16', false],
    ['1991-02-16', true],
  ])('for a listed post, born on %s: young enough is %s', (birthDate, fits) => {
    const listed = { ...inTime, vacancy: { ...vacancy, age: { min: 18, max: 40 } } };
    const outcome = given().when({ ...submit, birthDate }, listed);
    if (fits) outcome.thenRecords({ ...submitted, data: { ...submitted.data, birthDate } });
    else outcome.thenRefuses('AGE_OUT_OF_RANGE', { params: { min: 18, max: 40 } });
  });
});

describe('RecordSkdScores', () => {
  const record = { type: 'RecordSkdScores', ...scores, fileSha256 } as const;
  const rests = {
    max,
    file: { scheme: { kind: 'SKD_SKB', skbPublished: false }, hasPanel: false, pppk: null, catMax: 500 },
  } as const;
  it('keeps the points with their total', () =>
    given(submitted, admitted).when(record, rests).thenRecords(scored));
  it('is refused before the verification let the application pass', () =>
    given(submitted).when(record, rests).thenRefuses('ILLEGAL_TRANSITION'));
  it('says nothing new about the same scores', () =>
    given(submitted, admitted, scored).when(record, rests).thenRecords());
  it('is refused other scores', () =>
    given(submitted, admitted, scored)
      .when({ ...record, tkp: 186 }, rests)
      .thenRefuses('IMPORT_MISMATCH'));
  it('is refused more points than the paper has', () =>
    given(submitted, admitted)
      .when({ ...record, tiu: 176 }, rests)
      .thenRefuses('SCORE_OUT_OF_RANGE', { field: 'tiu' }));
  it('is refused for nobody', () => given().when(record, rests).thenRefuses('APPLICATION_NOT_FOUND'));
});

describe('RecordSkbComponent', () => {
  const record = { type: 'RecordSkbComponent', component: 'CAT', raw: '380', of: '500', fileSha256 } as const;
  const skdSkb = { kind: 'SKD_SKB', skbPublished: false } as const;
  const elsewhere = { file: { scheme: skdSkb, hasPanel: false, pppk: null, catMax: 500 } };
  const withPanel = { file: { scheme: skdSkb, hasPanel: true, pppk: null, catMax: 500 } };
  const senior = {
    file: {
      ...{ hasPanel: true, pppk: null, catMax: 500 },
      scheme: {
        kind: 'JPT',
        components: [
          { kind: 'PAPER', weight: '40' },
          { kind: 'INTERVIEW', weight: '60' },
        ],
      },
    },
  } as const;
  it('keeps the points and their percentage', () =>
    given(submitted, admitted, scored, passed).when(record, elsewhere).thenRecords(cat));
  it('says nothing new about the same points', () =>
    given(submitted, admitted, scored, passed, cat)
      .when({ ...record, raw: '380.0' }, elsewhere)
      .thenRecords());
  it('is refused other points', () =>
    given(submitted, admitted, scored, passed, cat)
      .when({ ...record, raw: '381' }, elsewhere)
      .thenRefuses('IMPORT_MISMATCH'));
  it.each([
    ['501', '500'],
    ['-1', '500'],
    ['0', '0'],
    // A CAT has so many points as the policy says, and no others.
    ['380', '400'],
  ])('is refused %s of %s', (raw, of) =>
    given(submitted, admitted, scored, passed)
      .when({ ...record, raw, of }, elsewhere)
      .thenRefuses('SCORE_OUT_OF_RANGE'),
  );
  it('is refused before the SKD is passed', () =>
    given(submitted, admitted, scored).when(record, elsewhere).thenRefuses('ILLEGAL_TRANSITION'));
  it.each(['INTERVIEW', 'PSYCHOLOGICAL'] as const)(
    'is refused the %s of a vacancy with a panel',
    (component) =>
      given(submitted, admitted, scored, passed)
        .when({ ...record, component }, withPanel)
        .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel' }),
  );
  it('takes the written test of a vacancy with a panel', () =>
    given(submitted, admitted, scored, passed).when(record, withPanel).thenRecords(cat));
  it('takes what an open selection announced, once it is verified', () => {
    const paper = { ...record, component: 'PAPER', raw: '41', of: '50' } as const;
    given(submitted, admitted)
      .when(paper, senior)
      .thenRecords(
        skbComponentScored(
          { applicationId, component: 'PAPER', raw: '41', of: '50', pct: '82.000', fileSha256 },
          { subject },
        ),
      );
    given(submitted).when(paper, senior).thenRefuses('ILLEGAL_TRANSITION');
  });
  it.each([
    ['CAT', 'rec.stages'],
    ['COMPETENCY', 'rec.stages'],
    ['INTERVIEW', 'rec.panel'],
  ] as const)(
    'is refused the %s of an open selection that announced paper and interview',
    (component, rule) =>
      given(submitted, admitted)
        .when({ ...record, component }, senior)
        .thenRefuses('RULE_VIOLATED', { rule }),
  );
  it('is refused a paper where there is an SKD', () =>
    given(submitted, admitted, scored, passed)
      .when({ ...record, component: 'PAPER' }, elsewhere)
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.stages' }));
});

describe('RecordCompetency (domain.md 4.3 rule 7)', () => {
  const points = { technical: 310, managerial: 82, sociocultural: 60, interview: 30 };
  const record = { type: 'RecordCompetency', ...points, fileSha256 } as const;
  const pppk = {
    years: [2026],
    thresholds: { TECHNICAL: 200, MANAGERIAL_SOCIOCULTURAL: 117, INTERVIEW: 24 },
    max: { TECHNICAL: 450, MANAGERIAL: 100, SOCIOCULTURAL: 80, INTERVIEW: 40 },
    weights: { TECHNICAL: '70', MANAGERIAL: '10', SOCIOCULTURAL: '10', INTERVIEW: '10' },
    special: [],
  };
  const components = [{ kind: 'TECHNICAL', weight: '100' }] as const;
  const scheme = { kind: 'PPPK', components } as const;
  const file = { file: { scheme, hasPanel: false, pppk, catMax: 500 } };
  const sat = competencyScored({ applicationId, ...points, fileSha256 }, { subject });
  it('keeps the points of the four papers', () =>
    given(submitted, admitted).when(record, file).thenRecords(sat));
  it('says nothing new about the same points', () =>
    given(submitted, admitted, sat).when(record, file).thenRecords());
  it('is refused other points', () =>
    given(submitted, admitted, sat)
      .when({ ...record, interview: 31 }, file)
      .thenRefuses('IMPORT_MISMATCH'));
  it.each([
    ['technical', 451],
    ['managerial', 101],
    ['sociocultural', 81],
    ['interview', 41],
  ])('is refused more points than the %s paper has', (paper, most) =>
    given(submitted, admitted)
      .when({ ...record, [paper]: most }, file)
      .thenRefuses('SCORE_OUT_OF_RANGE', { field: paper }),
  );
  it('is refused before the verification', () =>
    given(submitted).when(record, file).thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused where there is an SKD', () =>
    given(submitted, admitted)
      .when(record, {
        file: { scheme: { kind: 'SKD_SKB', skbPublished: false }, hasPanel: false, pppk: null, catMax: 500 },
      })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.stages' }));
  it('has no SKD', () =>
    given(submitted, admitted)
      .when({ type: 'RecordSkdScores', twk: 90, tiu: 100, tkp: 190, fileSha256 }, { ...file, max })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.stages' }));
});

describe('ImportApplication', () => {
  const imported = { importId, fileSha256, row: 7 };
  const take = {
    type: 'ImportApplication',
    ...{ applicationId, vacancyId, year: 2024, participantNo: 'P00007' },
    ...{ educationGpa: '3.36', ...scores, skb: '70.08', imported },
  } as const;
  const facts = [
    applicationSubmitted({
      ...{ applicationId, vacancyId, applicantId: null, year: 2024, participantNo: 'P00007' },
      ...{ channel: 'IMPORT', educationGpa: '3.36', imported },
    }),
    skdScored({ applicationId, ...scores, total: 400, fileSha256 }),
    skbScored({ applicationId, skb: '70.08', fileSha256 }),
  ];
  it('takes over one applicant of a finished round', () =>
    given()
      .when(take, { max })
      .thenRecords(...facts));
  it('says nothing new about the same row', () =>
    given(...facts)
      .when(take, { max })
      .thenRecords());
  it('is refused another row of the same applicant', () => {
    given(...facts)
      .when({ ...take, skb: '70.09' }, { max })
      .thenRefuses('IMPORT_MISMATCH');
    given(...facts)
      .when({ ...take, twk: 96 }, { max })
      .thenRefuses('IMPORT_MISMATCH');
  });
  it('is refused more points than the paper has', () =>
    given()
      .when({ ...take, twk: 151 }, { max })
      .thenRefuses('SCORE_OUT_OF_RANGE'));
});

describe('RecordOutcome', () => {
  const row: RankingRow = {
    ...{ rank: 2, participantNo, applicationId, ...scores, total: 400, gpa: null, skb: null, final: null },
    ...{ tieBreakUsed: null, outcome: 'PASSED', missed: [] },
  };
  const record = { type: 'RecordOutcome', stage: 'SKD', rankingId, resultVersion: 1, row } as const;
  const final = { ...record, stage: 'FINAL', row: { ...row, rank: 1, final: '75.951' } } as const;
  it('of the SKD', () => {
    given(submitted, admitted, scored).when(record).thenRecords(passed);
    given(submitted, admitted, scored)
      .when({ ...record, row: { ...row, rank: 5, outcome: 'OUTRANKED' } })
      .thenRecords(skdOutranked({ ...result, rank: 5 }, { subject }));
    given(submitted, admitted, scored)
      .when({ ...record, row: { ...row, rank: null, outcome: 'FAILED', missed: ['TKP'] } })
      .thenRecords(skdFailed({ ...result, missed: ['TKP'] }, { subject }));
  });
  it('of the final ranking', () => {
    given(submitted, admitted, scored, passed)
      .when({ ...final, row: { ...final.row, outcome: 'SELECTED' } })
      .thenRecords(selected);
    given(submitted, admitted, scored, passed)
      .when({ ...final, row: { ...final.row, rank: 2, final: '73.761', outcome: 'RESERVED' } })
      .thenRecords(reserved);
    given(submitted, admitted, scored, passed)
      .when({ ...final, row: { ...final.row, rank: 4, final: '69.262', outcome: 'NOT_SELECTED' } })
      .thenRecords(applicationNotSelected({ ...result, rank: 4, final: '69.262' }, { subject }));
  });
  it('is recorded once a version, and a later version counts', () => {
    given(submitted, admitted, scored, passed).when(record).thenRecords();
    given(submitted, admitted, scored, passed)
      .when({ ...record, resultVersion: 2, row: { ...row, rank: 5, outcome: 'OUTRANKED' } })
      .thenRecords(skdOutranked({ ...result, resultVersion: 2, rank: 5 }, { subject }));
  });
  it('is refused where the stage before is missing', () => {
    given(submitted).when(record).thenRefuses('ILLEGAL_TRANSITION');
    given(submitted, admitted, scored).when(final).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('from selection to appointment (domain.md 15, step 21)', () => {
  const recordNip = { type: 'RecordNipApproval', nip: '199904302026062001', decision: 'PERTEK-42' } as const;
  const appoint = { type: 'AppointCandidate', employeeId, tmt: '2026-06-01', contractEnd: null } as const;
  const appointment: AppointmentGiven = {
    ...{
      above: [],
      seats: 1,
      position: 'Perawat Ahli Pertama',
      unitId,
      objectionClosesAt: '2026-04-16T17:00:00.000Z',
      openObjections: 0,
    },
    appointment: { kind: 'CPNS', golongan: 'III/a' },
  };
  const on = (change: Partial<AppointmentGiven> = {}, now = '2026-04-20T02:00:00.000Z') => ({
    appointment: { ...appointment, ...change },
    now,
  });
  const appointed = candidateAppointed(
    {
      ...{
        applicationId,
        vacancyId,
        employeeId,
        kind: 'CPNS',
        golongan: 'III/a',
        position: 'Perawat Ahli Pertama',
      },
      ...{ unitId, tmt: '2026-06-01', contractEnd: null },
    },
    { subject, effective: '2026-06-01' },
  );
  const way = [submitted, admitted, scored, passed, selected, approvedNip] as const;

  it('the number is for who is selected, once', () => {
    given(submitted, admitted, scored, passed, selected).when(recordNip).thenRecords(approvedNip);
    given(submitted, admitted, scored, passed, reserved).when(recordNip).thenRefuses('ILLEGAL_TRANSITION');
    given(...way)
      .when(recordNip)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('the first is appointed', () =>
    given(...way)
      .when(appoint, on())
      .thenRecords(appointed));
  it('the second is refused before the first', () =>
    given(submitted, admitted, scored, passed, reserved)
      .when(appoint, on({ above: ['selected'] }))
      .thenRefuses('RANK_ORDER_VIOLATION', { params: { above: 1 } }));
  it('the second is refused after the first, where there is one seat', () =>
    given(submitted, admitted, scored, passed, reserved)
      .when(appoint, on({ above: ['appointed'] }))
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.seats' }));
  it('nobody is appointed while objections are taken', () =>
    given(...way)
      .when(appoint, on({}, '2026-04-16T16:59:59.999Z'))
      .thenRefuses('OBJECTION_PENDING'));
  it('nobody is appointed without a number', () =>
    given(submitted, admitted, scored, passed, selected).when(appoint, on()).thenRefuses('NIP_REQUIRED'));
  it('a contract is for a PPPK, and ends after it begins', () => {
    const pppk = on({ appointment: { kind: 'PPPK', golongan: 'III/a' } });
    given(...way)
      .when({ ...appoint, contractEnd: '2027-05-31' }, on())
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.contract' });
    given(...way)
      .when(appoint, pppk)
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.contract' });
    given(...way)
      .when({ ...appoint, contractEnd: '2026-06-01' }, pppk)
      .thenRefuses('RULE_VIOLATED');
    given(...way)
      .when({ ...appoint, contractEnd: '2027-05-31' }, pppk)
      .thenRecords({ ...appointed, data: { ...appointed.data, kind: 'PPPK', contractEnd: '2027-05-31' } });
  });
  it('who is appointed is not appointed again, and keeps it through later versions', () => {
    given(...way, appointed)
      .when(appoint, on())
      .thenRefuses('ILLEGAL_TRANSITION');
    const row = { rank: 1, outcome: 'NOT_SELECTED' } as RankingRow;
    given(...way, appointed)
      .when({ type: 'RecordOutcome', stage: 'FINAL', rankingId, resultVersion: 2, row })
      .thenRecords();
  });
});
