import {
  applicationDisqualified,
  applicationSubmitted,
  candidateAppointed,
  conflictDeclared,
  disqualificationHearingHeld,
  disqualificationVoted,
} from '@jejak/contracts/recruitment';
import type { RankingRow } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { application } from './application.decider';
import type { CommitteeGiven } from './committee';

const { given } = specFor(application);
const [applicationId, vacancyId, applicantId, m1, m2, m3, outsider, employeeId, unitId] = Array.from(
  { length: 9 },
  newId,
);
const subject = applicantId;
const submitted = applicationSubmitted(
  {
    ...{ applicationId, vacancyId, applicantId, year: 2026, participantNo: '4820193756', channel: 'CAMPUS' },
    ...{ educationGpa: null, birthDate: '1999-04-30', imported: null },
  },
  { subject },
);
const committee: CommitteeGiven = {
  ...{ vacancyStatus: 'skd-published', members: [m1, m2, m3], requirements: 1 },
  ...{ reasonMinChars: 20, today: '2026-03-20' },
};
const [minutesSha256, laterMinutes] = ['d'.repeat(64), 'e'.repeat(64)];
const hear = { type: 'RecordDisqualificationHearing', by: m1, heldOn: '2026-03-20', minutesSha256 } as const;
const heard = disqualificationHearingHeld(
  { applicationId, vacancyId, recordedBy: m1, heldOn: '2026-03-20', minutesSha256 },
  { subject },
);
const text = 'Ijazah terbukti palsu menurut perguruan tingginya.';
const vote = (by: string, inFavour = true) =>
  ({ type: 'DisqualifyApplicant', by, inFavour, reason: text }) as const;
const voted = (voter: string, inFavour = true) =>
  disqualificationVoted(
    { applicationId, vacancyId, voter, inFavour },
    { subject, reason: { code: 'REJECTION', text } },
  );
const disqualified = applicationDisqualified(
  { applicationId, vacancyId, minutesSha256, votesInFavour: 2, members: 3 },
  { subject, reason: { code: 'REJECTION', text } },
);
const tied = (person: string) =>
  conflictDeclared({ person, applicationId, kind: 'RIVALRY' }, { subject: person });
const appointed = candidateAppointed(
  {
    ...{ applicationId, vacancyId, employeeId, kind: 'CPNS', golongan: 'III/a', position: 'Perawat', unitId },
    ...{ tmt: '2026-06-01', contractEnd: null },
  },
  { subject },
);

describe('RecordDisqualificationHearing', () => {
  it('keeps the digest of the minutes', () => given(submitted).when(hear, { committee }).thenRecords(heard));
  it('is recorded after it was held', () =>
    given(submitted)
      .when({ ...hear, heldOn: '2026-03-21' }, { committee })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.hearing' }));
  it('is the committee’s, and not of who is tied to the applicant, or is the applicant', () => {
    given(submitted)
      .when({ ...hear, by: outsider }, { committee })
      .thenRefuses('NOT_RELATED');
    given(submitted, tied(m1)).when(hear, { committee }).thenRefuses('CONFLICT_OF_INTEREST');
    given(submitted)
      .when({ ...hear, by: applicantId }, { committee })
      .thenRefuses('SOD_VIOLATION');
  });
  it('is too late for an employee', () =>
    given(submitted, appointed).when(hear, { committee }).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('DisqualifyApplicant', () => {
  it('is refused before the hearing', () =>
    given(submitted).when(vote(m1), { committee }).thenRefuses('HEARING_REQUIRED'));
  it('takes more than half of the committee', () => {
    given(submitted, heard).when(vote(m1), { committee }).thenRecords(voted(m1));
    given(submitted, heard, voted(m1)).when(vote(m2), { committee }).thenRecords(voted(m2), disqualified);
    // Two of four are half, not more.
    const four = { ...committee, members: [m1, m2, m3, outsider] };
    given(submitted, heard, voted(m1)).when(vote(m2), { committee: four }).thenRecords(voted(m2));
  });
  it('counts votes against for nothing', () => {
    given(submitted, heard, voted(m1)).when(vote(m2, false), { committee }).thenRecords(voted(m2, false));
    given(submitted, heard, voted(m1), voted(m2, false))
      .when(vote(m3), { committee })
      .thenRecords(voted(m3), disqualified);
  });
  it('does not count who has left the committee, or has declared a conflict since', () => {
    const without = { ...committee, members: [m2, m3, outsider] };
    given(submitted, heard, voted(m1)).when(vote(m2), { committee: without }).thenRecords(voted(m2));
    given(submitted, heard, voted(m1), tied(m1)).when(vote(m2), { committee }).thenRecords(voted(m2));
  });
  it('is one vote a person and hearing; a later hearing begins anew', () => {
    given(submitted, heard, voted(m1)).when(vote(m1), { committee }).thenRefuses('ALREADY_VOTED');
    const again = { ...heard, data: { ...heard.data, minutesSha256: laterMinutes } };
    given(submitted, heard, voted(m1), again).when(vote(m1), { committee }).thenRecords(voted(m1));
  });
  it('says why', () =>
    given(submitted, heard)
      .when({ ...vote(m1), reason: 'curang' }, { committee })
      .thenRefuses('REASON_REQUIRED'));
  it('is the committee’s, and not of who is tied to the applicant, or is the applicant', () => {
    given(submitted, heard).when(vote(outsider), { committee }).thenRefuses('NOT_RELATED');
    given(submitted, heard, tied(m1)).when(vote(m1), { committee }).thenRefuses('CONFLICT_OF_INTEREST');
    given(submitted, heard).when(vote(applicantId), { committee }).thenRefuses('SOD_VIOLATION');
  });
  it('is final, and too late for an employee', () => {
    const past = [submitted, heard, voted(m1), voted(m2), disqualified] as const;
    given(...past)
      .when(vote(m3), { committee })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(submitted, appointed).when(vote(m1), { committee }).thenRefuses('ILLEGAL_TRANSITION');
    // A result that was ranked before says nothing to who has left.
    const row = { rank: 1, outcome: 'PASSED' } as RankingRow;
    given(...past)
      .when({ type: 'RecordOutcome', stage: 'SKD', rankingId: newId(), resultVersion: 1, row })
      .thenRecords();
  });
});
