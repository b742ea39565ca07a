import {
  applicationSubmitted,
  conflictDeclared,
  psychologicalResultRecorded,
  psychologistLicensed,
  skbComponentScored,
  skdPassed,
  skdScored,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { application } from '../application/application.decider';
import { isLicensed, psychologist } from './licence.decider';

const [hr, psy, applicationId, applicantId, vacancyId] = Array.from({ length: 5 }, newId);

describe('a licence', () => {
  const { given } = specFor(psychologist);
  const register = {
    type: 'RegisterLicence',
    by: hr,
    ...{ personId: psy, licenceNo: 'SIPP 0001-23' },
    ...{ validFrom: '2023-01-01', validTo: '2027-12-31' },
  } as const;
  const licensed = psychologistLicensed(
    {
      ...{ personId: psy, registeredBy: hr, licenceNo: 'SIPP 0001-23' },
      ...{ validFrom: '2023-01-01', validTo: '2027-12-31' },
    },
    { subject: psy },
  );
  it('is registered by somebody else', () => {
    given().when(register).thenRecords(licensed);
    given()
      .when({ ...register, by: psy })
      .thenRefuses('SOD_VIOLATION');
  });
  it('is the same however it is written', () =>
    given(licensed)
      .when({ ...register, licenceNo: 'sipp0001-23' })
      .thenRecords());
  it('does not end before it begins', () =>
    given()
      .when({ ...register, validTo: '2022-12-31' })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.licence' }));
  it.each([
    ['2022-12-31', false],
    ['2023-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ])('on %s is valid: %s', (on, valid) => expect(isLicensed([register], 'SIPP0001-23', on)).toBe(valid));
  it('that was shortened ends with its last registration', () => {
    const shortened = { ...register, validTo: '2026-03-01' };
    expect(isLicensed([register, shortened], register.licenceNo, '2026-03-02')).toBe(false);
    expect(isLicensed([register], 'SIPP 0002-23', '2026-03-02')).toBe(false);
  });
});

describe('RecordPsychologicalResult', () => {
  const { given } = specFor(application);
  const about = { subject: applicantId };
  const submitted = applicationSubmitted(
    {
      ...{ applicationId, vacancyId, applicantId, year: 2026, participantNo: '4820193756' },
      ...{ channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30', imported: null },
    },
    about,
  );
  const fileSha256 = 'a'.repeat(64);
  const scored = skdScored({ applicationId, twk: 95, tiu: 120, tkp: 185, total: 400, fileSha256 }, about);
  const passed = skdPassed(
    { applicationId, vacancyId, rankingId: newId(), resultVersion: 1, rank: 1 },
    about,
  );
  const record = {
    type: 'RecordPsychologicalResult',
    by: psy,
    ...{ score: '80', reportRef: 'LAP-PSI/2026/0042' },
    licenceNo: 'SIPP 0001-23',
  } as const;
  const handed = { psychological: { psychologist: true, licensed: true, applies: false } };
  const recorded = psychologicalResultRecorded(
    { applicationId, vacancyId, psychologist: psy, score: '80.000', reportRef: 'LAP-PSI/2026/0042' },
    about,
  );
  const may = (change: object) => ({ psychological: { ...handed.psychological, ...change } });
  const before = [submitted, scored, passed] as const;
  it('keeps the score, and where the report lies', () =>
    given(...before)
      .when(record, handed)
      .thenRecords(recorded));
  it('is refused to a psychologist who has declared a conflict', () =>
    given(...before, conflictDeclared({ person: psy, applicationId, kind: 'KINSHIP' }, { subject: psy }))
      .when(record, handed)
      .thenRefuses('CONFLICT_OF_INTEREST'));
  it('says nothing new about the same, and leaves another score to a correction', () => {
    given(...before, recorded)
      .when({ ...record, score: '80.0' }, handed)
      .thenRecords();
    for (const change of [{ score: '81' }, { reportRef: 'LAP-PSI/2026/0043' }])
      given(...before, recorded)
        .when({ ...record, ...change }, handed)
        .thenRefuses('IMPORT_MISMATCH');
  });
  it('is refused without the duty, without a licence, and to a rival', () => {
    given(...before)
      .when(record, may({ psychologist: false }))
      .thenRefuses('NOT_RELATED');
    given(...before)
      .when(record, may({ licensed: false }))
      .thenRefuses('LICENCE_REQUIRED');
    given(...before)
      .when(record, may({ applies: true }))
      .thenRefuses('CONFLICT_OF_INTEREST');
    given(...before)
      .when({ ...record, by: applicantId }, handed)
      .thenRefuses('CONFLICT_OF_INTEREST');
  });
  it.each(['-0.001', '100.001'])('is refused %s points', (score) =>
    given(...before)
      .when({ ...record, score }, handed)
      .thenRefuses('SCORE_OUT_OF_RANGE'),
  );
  it('is refused before the SKD is passed, and where a file gave it', () => {
    given(submitted, scored).when(record, handed).thenRefuses('ILLEGAL_TRANSITION');
    const byFile = skbComponentScored(
      {
        ...{ applicationId, component: 'PSYCHOLOGICAL', raw: '80', of: '100' },
        ...{ pct: '80.000', fileSha256 },
      },
      about,
    );
    given(...before, byFile)
      .when(record, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});
