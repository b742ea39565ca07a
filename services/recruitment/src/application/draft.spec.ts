import { applicationDrafted, applicationSubmitted } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { application } from './application.decider';

const { given } = specFor(application);
const [applicationId, vacancyId, otherVacancy, applicantId] = Array.from({ length: 4 }, newId);
const about = { subject: applicantId };
const said = { channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30', documents: null } as const;
const ids = { applicationId, vacancyId, applicantId, year: 2026 };
const drafted = applicationDrafted({ ...ids, ...said }, about);
const draft = { type: 'DraftApplication', applicationId, applicantId, ...said } as const;
const submit = { type: 'SubmitDraft', by: applicantId, noticeAccepted: true } as const;
const vacancy = {
  ...{ vacancyId, year: 2026, openAt: '2026-02-01T17:00:00.000Z', closeAt: '2026-02-17T17:00:00.000Z' },
  ...{ age: { min: 18, max: 35 }, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
};
const on = (now: string) => ({
  ...{ vacancy, registered: true, documents: { required: [], uploaded: [] }, participantNo: '4820193756' },
  now,
});
const inTime = on('2026-02-17T16:59:59.999Z');
const submitted = applicationSubmitted(
  {
    ...{ ...ids, channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30' },
    ...{ participantNo: '4820193756', documents: [], imported: null },
  },
  about,
);

describe('DraftApplication (domain.md 4.2)', () => {
  it('keeps what is said, and nothing need be', () => {
    given().when(draft, inTime).thenRecords(drafted);
    const empty = { channel: null, educationGpa: null, birthDate: null, documents: null };
    const { birthDate: _, ...nothing } = empty;
    given()
      .when({ ...draft, ...empty }, inTime)
      .thenRecords(applicationDrafted({ ...ids, ...nothing }, about));
  });
  it('is changed as often as wanted, to another vacancy too', () => {
    given(drafted)
      .when({ ...draft, channel: 'JOB_FAIR' }, inTime)
      .thenRecords(applicationDrafted({ ...ids, ...said, channel: 'JOB_FAIR' }, about));
    given(drafted)
      .when(draft, { ...inTime, vacancy: { ...vacancy, vacancyId: otherVacancy } })
      .thenRecords(applicationDrafted({ ...ids, ...said, vacancyId: otherVacancy }, about));
  });
  it('says nothing new about the same', () => given(drafted).when(draft, inTime).thenRecords());
  it('is refused outside the window, unregistered, and once there is an application', () => {
    given().when(draft, on('2026-02-17T17:00:00.000Z')).thenRefuses('WINDOW_CLOSED');
    given().when(draft, on('2026-02-01T16:59:59.999Z')).thenRefuses('WINDOW_CLOSED');
    given()
      .when(draft, { ...inTime, registered: false })
      .thenRefuses('IDENTITY_UNVERIFIED');
    given(submitted).when(draft, inTime).thenRefuses('ONE_APPLICATION_ONLY');
  });
});

describe('SubmitApplication from a draft', () => {
  it('submits it as it stands', () => given(drafted).when(submit, inTime).thenRecords(submitted));
  it('in one step says what it says, whatever the draft was', () =>
    given(applicationDrafted({ ...ids, ...said, channel: 'JOB_FAIR' }, about))
      .when({ ...draft, type: 'SubmitApplication', channel: 'CAMPUS', noticeAccepted: true } as const, inTime)
      .thenRecords(submitted));
  it.each(['channel', 'birthDate'] as const)('is refused without %s', (field) => {
    const { birthDate, ...rest } = said;
    const data = field === 'birthDate' ? { ...ids, ...rest } : { ...ids, ...rest, birthDate, channel: null };
    given(applicationDrafted(data, about))
      .when(submit, inTime)
      .thenRefuses('RULE_VIOLATED', { field, rule: 'rec.draft' });
  });
  it('keeps every rule of a submission', () => {
    given(drafted).when(submit, on('2026-02-17T17:00:00.000Z')).thenRefuses('WINDOW_CLOSED');
    given(drafted)
      .when({ ...submit, noticeAccepted: false }, inTime)
      .thenRefuses('NOTICE_REQUIRED');
    given(drafted)
      .when(submit, { ...inTime, documents: { required: ['DIPLOMA'], uploaded: [] } })
      .thenRefuses('DOCUMENT_MISSING');
    given(drafted)
      .when(submit, { ...inTime, vacancy: { ...vacancy, age: { min: 18, max: 25 } } })
      .thenRefuses('AGE_OUT_OF_RANGE');
  });
  it('is its owner’s to do, and needs a draft', () => {
    given(drafted)
      .when({ ...submit, by: newId() }, inTime)
      .thenRefuses('APPLICATION_NOT_FOUND');
    given().when(submit, inTime).thenRefuses('APPLICATION_NOT_FOUND');
    given(submitted).when(submit, inTime).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('no draft is scored or withdrawn', () => {
    given(drafted).when({ type: 'Withdraw', by: applicantId }).thenRefuses('APPLICATION_NOT_FOUND');
    given(drafted)
      .when({ type: 'RecordSkdScores', twk: 1, tiu: 1, tkp: 1, fileSha256: 'f'.repeat(64) })
      .thenRefuses('APPLICATION_NOT_FOUND');
  });
});
