import {
  registrationClosed,
  registrationOpened,
  stageResultPublished,
  vacancyAnnounced,
  vacancyApproved,
  vacancyCancelled,
  vacancyDrafted,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { vacancy, type VacancyGiven } from './vacancy.decider';

const { given } = specFor(vacancy);
const [vacancyId, unitId, hr, mayor, adminResultId, otherResult, datasetId] = Array.from(
  { length: 7 },
  newId,
);
const data = { vacancyId, year: 2026, position: 'Perawat', unitId, seats: 1, requirements: [] };
const formationKind = 'GENERAL';
const [openAt, closeAt] = ['2026-02-01T17:00:00.000Z', '2026-02-17T17:00:00.000Z'];
const past = [
  vacancyDrafted({
    ...{ ...data, formationKind, formationId: newId(), listedPost: false, draftedBy: hr },
    appointment: { kind: 'CPNS', golongan: 'III/a' },
  }),
  vacancyApproved({ vacancyId, approvedBy: mayor }),
  vacancyAnnounced({
    ...data,
    formationKind,
    stages: [],
    openAt,
    closeAt,
    pinnedPolicies: [],
    documentSha256: null,
  }),
  registrationOpened({ vacancyId, openAt }),
  registrationClosed({ vacancyId, closeAt }),
] as const;

const [rowsSha256, fileSha256] = ['a'.repeat(64), 'b'.repeat(64)];
const adminResult = { adminResultId, rowsSha256, rows: 8, passed: 7, fileSha256 };
const handed: VacancyGiven = {
  ...{ adminResult, recordedRowsSha256: rowsSha256, chairs: true, reasonMinChars: 20 },
  objection: { windowDays: 3, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
};
const publish = { type: 'PublishAdminResult', adminResultId, datasetId, change: null } as const;
const now = '2026-02-20T03:00:00.000Z';
const published = stageResultPublished({
  ...{ vacancyId, stage: 'ADMIN', version: 1, rankingId: null, adminResultId, datasetId, sha256: fileSha256 },
  ...{ rows: 8, advancing: 7, cutOff: null, tieMinuteSha256: null },
  // domain.md 15, step 10: published on the 20th, objections to the end of the 23rd.
  ...{ objectionOpensAt: now, objectionClosesAt: '2026-02-23T17:00:00.000Z' },
});

describe('PublishAdminResult', () => {
  it('opens the window for objections', () =>
    given(...past)
      .when(publish, { ...handed, now })
      .thenRecords(published));
  it('is for the chair of the committee', () =>
    given(...past)
      .when(publish, { ...handed, chairs: false })
      .thenRefuses('NOT_RELATED'));
  it('waits for the end of registration', () =>
    given(...past.slice(0, 4))
      .when(publish, handed)
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused where the records give another result now, or it was not recorded', () => {
    given(...past)
      .when({ ...publish, adminResultId: otherResult }, handed)
      .thenRefuses('RANKING_MISMATCH');
    given(...past)
      .when(publish, { ...handed, recordedRowsSha256: null })
      .thenRefuses('RANKING_MISMATCH');
    given(...past)
      .when(publish, { ...handed, recordedRowsSha256: fileSha256 })
      .thenRefuses('RANKING_MISMATCH');
  });
  it('of the same result again says nothing new', () =>
    given(...past, published)
      .when(publish, handed)
      .thenRecords());
  it('of another result is a new version, which says why', () => {
    const again = { ...publish, adminResultId: otherResult };
    const other = { ...handed, now, adminResult: { ...adminResult, adminResultId: otherResult, passed: 8 } };
    given(...past, published)
      .when({ ...again, change: 'sanggah' }, other)
      .thenRefuses('REASON_REQUIRED');
    const change = 'Sanggahan satu peserta diterima: pindaiannya terbaca.';
    given(...past, published)
      .when({ ...again, change }, other)
      .thenRecords({
        ...published,
        data: { ...published.data, version: 2, adminResultId: otherResult, advancing: 8 },
        reason: { code: 'CORRECTION', text: change },
      });
  });
  it('is over once the SKD is published', () => {
    const skd = { ...published, data: { ...published.data, stage: 'SKD' as const, rankingId: newId() } };
    given(...past, published, skd)
      .when(publish, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('may still be followed by a cancellation', () => {
    const text = 'Anggaran untuk kursi ini dicabut.';
    given(...past, published)
      .when({ type: 'CancelVacancy', by: mayor, reason: text }, { reasonMinChars: 20 })
      .thenRecords(
        vacancyCancelled({ vacancyId, cancelledBy: mayor }, { reason: { code: 'CANCELLATION', text } }),
      );
  });
});
