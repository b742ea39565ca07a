import {
  applicationReserved,
  applicationRetentionEnded,
  applicationSelected,
  applicationSubmitted,
  applicationWithdrawn,
  candidateAppointed,
  objectionDismissed,
  objectionUpheld,
  skdFailed,
  skdOutranked,
  skdPassed,
  skdScored,
  stageResultPublished,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { recorded } from '@jejak/testing/recorded';
import { describe, expect, it } from '@jest/globals';
import { applicantRetention } from '../retention/retention.timers';
import { retention } from '../vacancy/publishing';
import { application } from './application.decider';
import type { ApplicationEvent } from './application.state';

const { given } = specFor(application);
const [applicationId, vacancyId, applicantId, rankingId, datasetId, objectionId] = Array.from(
  { length: 6 },
  newId,
);
const about = { subject: applicantId };
const person = { applicantId, channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30' } as const;
const submitted = applicationSubmitted(
  {
    ...{ ...person, applicationId, vacancyId, year: 2026, participantNo: '4820193756' },
    ...{ documents: [], imported: null },
  },
  about,
);
const fileSha256 = 'f'.repeat(64);
const scored = skdScored({ applicationId, twk: 95, tiu: 120, tkp: 185, total: 400, fileSha256 }, about);
const result = { applicationId, vacancyId, rankingId, resultVersion: 1 };
const passed = [submitted, scored, skdPassed({ ...result, rank: 2 }, about)];
const selected = applicationSelected({ ...result, rank: 1, final: '75.951' }, about);
const appointed = candidateAppointed(
  {
    ...{ applicationId, vacancyId, employeeId: newId(), kind: 'CPNS', golongan: 'III/a' },
    ...{ position: 'Perawat', unitId: newId(), tmt: '2026-06-01', contractEnd: null },
  },
  about,
);
/** Two years behind 6 April 2026, when that day is over. */
const retainedUntil = '2028-04-06T17:00:00.000Z';
const end = { type: 'EndRetention' } as const;
const on = (now = retainedUntil, over: { retainedUntil?: string | null; openObjections?: number } = {}) => ({
  now,
  retention: { retainedUntil, openObjections: 0, ...over },
});
const ended = applicationRetentionEnded({ applicationId, vacancyId, applicantId, retainedUntil }, about);

describe('EndRetention (domain.md 2.6)', () => {
  it.each<[string, ApplicationEvent[]]>([
    ['submitted', [submitted]],
    ['withdrawn', [submitted, applicationWithdrawn({ applicationId, vacancyId }, about)]],
    ['failed', [submitted, scored, skdFailed({ ...result, missed: ['TKP'] }, about)]],
    ['outranked', [submitted, scored, skdOutranked({ ...result, rank: 5 }, about)]],
    ['in reserve', [...passed, applicationReserved({ ...result, rank: 2, final: '70.000' }, about)]],
  ])('marks one that was %s, once', (_, facts) => {
    given(...facts)
      .when(end, on())
      .thenRecords(ended);
    given(...facts, ended)
      .when(end, on())
      .thenRecords();
  });
  it('comes when the last day is over', () =>
    given(submitted).when(end, on('2028-04-06T16:59:59.999Z')).thenRecords());
  it('waits while an objection is open', () =>
    given(submitted)
      .when(end, on(retainedUntil, { openObjections: 1 }))
      .thenRecords());
  it('says nothing of who was taken on, or may be', () => {
    given(...passed, selected)
      .when(end, on())
      .thenRecords();
    given(...passed, selected, appointed)
      .when(end, on())
      .thenRecords();
  });
  it('says nothing where the final result said nothing, of nobody, and of what is not there', () => {
    given(submitted)
      .when(end, on(retainedUntil, { retainedUntil: null }))
      .thenRecords();
    given(applicationSubmitted({ ...submitted.data, applicantId: null }))
      .when(end, on())
      .thenRecords();
    given().when(end, on()).thenRecords();
  });
});

describe('until when records are kept', () => {
  const objection = { windowDays: 3, calendar: { zone: 'Asia/Jakarta', holidays: [] } };
  const now = '2026-04-06T03:00:00.000Z';
  it('is said by the first final result', () => {
    expect(retention(true, { objection, retentionYears: 2, now })).toEqual({ retainedUntil });
    expect(retention(false, { objection, retentionYears: 2, now })).toEqual({});
    expect(retention(true, { objection: null, retentionYears: 2, now })).toEqual({});
  });
  it('is a timer of the vacancy, and of who objected behind it', () => {
    const published = stageResultPublished({
      ...{ vacancyId, stage: 'FINAL', version: 1, rankingId, datasetId, sha256: fileSha256, rows: 1 },
      ...{ advancing: 1, cutOff: '75.951', tieMinuteSha256: null, retainedUntil },
      ...{ objectionOpensAt: now, objectionClosesAt: '2026-04-09T17:00:00.000Z' },
    });
    const { retainedUntil: _, ...before } = published.data;
    const pending = (facts: Parameters<typeof recorded>[2]) =>
      applicantRetention
        .pending(recorded('recruitment', 'vacancy', facts))
        .map(({ command, key }) => [command, key]);
    expect(pending([published])).toEqual([['EndRetention', vacancyId]]);
    expect(pending([stageResultPublished({ ...before, version: 2 })])).toEqual([]);
    const votes = { majority: [newId(), newId()], electorate: 3 };
    const decision = { objectionId, applicationId, vacancyId, stage: 'FINAL', ...votes } as const;
    const answers = [
      objectionDismissed({ ...decision, reasons: 'Nilai sudah benar.' }, about),
      objectionUpheld({ ...decision, reasons: 'Nilai salah ketik.', correction: null }, about),
    ];
    expect(pending(answers)).toEqual(answers.map(() => ['EndRetentionOfOne', applicationId]));
  });
});
