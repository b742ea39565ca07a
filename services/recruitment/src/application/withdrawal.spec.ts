import {
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  applicationSubmitted,
  applicationWithdrawn,
  candidateAppointed,
  conflictDeclared,
  type RankingRow,
  skdFailed,
  skdOutranked,
  skdPassed,
  skdScored,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { application } from './application.decider';
import type { ApplicationEvent } from './application.state';
import { filledSeats } from './appointment';

const { given } = specFor(application);
const [applicationId, vacancyId, otherVacancy, applicantId, rankingId, unitId] = Array.from(
  { length: 6 },
  newId,
);
const about = { subject: applicantId };
const fileSha256 = 'f'.repeat(64);
const person = { applicantId, channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30' } as const;
const kept = {
  ...person,
  applicationId,
  year: 2026,
  participantNo: '4820193756',
  documents: [],
  imported: null,
};
const paper = { required: [], uploaded: [] };
const submitted = applicationSubmitted({ ...kept, vacancyId }, about);
const withdrawn = applicationWithdrawn({ applicationId, vacancyId }, about);
const scored = skdScored({ applicationId, twk: 95, tiu: 120, tkp: 185, total: 400, fileSha256 }, about);
const result = { applicationId, vacancyId, rankingId, resultVersion: 1 };
const passed = skdPassed({ ...result, rank: 2 }, about);
const final = { ...result, rank: 1, final: '75.951' };
const selected = applicationSelected(final, about);
const appointed = candidateAppointed(
  {
    ...{ applicationId, vacancyId, employeeId: newId(), kind: 'CPNS', golongan: 'III/a' },
    ...{ position: 'Perawat', unitId, tmt: '2026-06-01', contractEnd: null },
  },
  about,
);
const withdraw = { type: 'Withdraw', by: applicantId } as const;

describe('Withdraw (domain.md 4.1)', () => {
  it.each<[string, ApplicationEvent[]]>([
    ['submitted', [submitted]],
    ['scored', [submitted, scored]],
    ['past the SKD', [submitted, scored, passed]],
    ['outranked', [submitted, scored, skdOutranked({ ...result, rank: 5 }, about)]],
    ['selected', [submitted, scored, passed, selected]],
    ['in reserve', [submitted, scored, passed, applicationReserved(final, about)]],
  ])('takes back what is %s', (_, facts) =>
    given(...facts)
      .when(withdraw)
      .thenRecords(withdrawn),
  );
  it.each<[string, ApplicationEvent[]]>([
    ['withdrawn', [submitted, withdrawn]],
    ['failed', [submitted, scored, skdFailed({ ...result, missed: ['TKP'] }, about)]],
    ['not selected', [submitted, scored, passed, applicationNotSelected(final, about)]],
    ['appointed', [submitted, scored, passed, selected, appointed]],
  ])('is refused where it is %s', (_, facts) =>
    given(...facts)
      .when(withdraw)
      .thenRefuses('ILLEGAL_TRANSITION'),
  );
  it('is nobody else’s to do: for them there is no such application', () => {
    given(submitted)
      .when({ ...withdraw, by: newId() })
      .thenRefuses('APPLICATION_NOT_FOUND');
    given().when(withdraw).thenRefuses('APPLICATION_NOT_FOUND');
  });
  it('leaves nothing to score and nothing to publish', () => {
    const row = { rank: 1, outcome: 'SELECTED', final: '75.951' } as RankingRow;
    given(submitted, scored, passed, withdrawn)
      .when({ type: 'RecordOutcome', stage: 'FINAL', rankingId, resultVersion: 1, row })
      .thenRecords();
    given(submitted, withdrawn)
      .when({ type: 'RecordSkdScores', twk: 1, tiu: 1, tkp: 1, fileSha256 })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('to submit again', () => {
  const submit = {
    type: 'SubmitApplication',
    applicationId,
    ...person,
    documents: null,
    noticeAccepted: true,
  } as const;
  const on = (now: string) => ({
    vacancy: {
      ...{ vacancyId: otherVacancy, year: 2026 },
      ...{ openAt: '2026-02-01T17:00:00.000Z', closeAt: '2026-02-17T17:00:00.000Z' },
      ...{ age: { min: 18, max: 35 }, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
    },
    ...{ registered: true, documents: paper, participantNo: '1111111111', now },
  });
  const inTime = on('2026-02-17T16:59:59.999Z');

  it('undoes a withdrawal, for another vacancy too, under the same number', () =>
    given(submitted, withdrawn)
      .when(submit, inTime)
      .thenRecords(applicationSubmitted({ ...kept, vacancyId: otherVacancy }, about)));
  it('makes nobody a stranger who has declared a conflict before', () => {
    const kin = newId();
    const committee = {
      ...{ vacancyStatus: 'closed' as const, members: [kin], requirements: 1 },
      ...{ reasonMinChars: 20, today: '2026-02-20' },
    };
    given(
      submitted,
      conflictDeclared({ person: kin, applicationId, kind: 'KINSHIP' }, { subject: kin }),
      withdrawn,
      submitted,
    )
      .when(
        { type: 'VerifyApplication', by: kin, outcome: 'PASSED', requirementRefs: [], reason: null },
        { committee },
      )
      .thenRefuses('CONFLICT_OF_INTEREST');
  });
  it('is refused after the window', () =>
    given(submitted, withdrawn).when(submit, on('2026-02-17T17:00:00.000Z')).thenRefuses('WINDOW_CLOSED'));
  it('is refused once there was a score', () =>
    given(submitted, scored, withdrawn).when(submit, inTime).thenRefuses('ONE_APPLICATION_ONLY'));
});

describe('the order of rank after a withdrawal (domain.md 4.2, AppointCandidate)', () => {
  const appoint = {
    type: 'AppointCandidate',
    ...{ employeeId: newId(), tmt: '2026-06-01', contractEnd: null },
  } as const;
  const on = (above: ('withdrawn' | 'appointed' | 'selected')[], seats: number) => ({
    appointment: {
      ...{ above, seats, position: 'Perawat', unitId, objectionClosesAt: '2026-04-09T17:00:00.000Z' },
      openObjections: 0,
      appointment: { kind: 'CPNS', golongan: 'III/a' } as const,
    },
    now: '2026-04-20T02:00:00.000Z',
  });
  const way = given(submitted, scored, passed, selected);

  it('passes over who has withdrawn: their seat is free', () =>
    // Only the number is missing: neither the order nor the seats stand in the way.
    way.when(appoint, on(['withdrawn', 'appointed'], 2)).thenRefuses('NIP_REQUIRED'));
  it('does not pass over who stands', () =>
    way.when(appoint, on(['withdrawn', 'selected'], 2)).thenRefuses('RANK_ORDER_VIOLATION', {
      params: { above: 1 },
    }));
  it('fills no seat twice', () =>
    way.when(appoint, on(['withdrawn', 'appointed'], 1)).thenRefuses('RULE_VIOLATED', { rule: 'rec.seats' }));
  it('counts the seats that are filled', () =>
    expect(filledSeats(['withdrawn', 'appointed', 'selected', 'appointed'])).toBe(2));
});
