import {
  applicationAdminPassed,
  applicationAdminRejected,
  applicationSubmitted,
  applicationVerified,
  conflictDeclared,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { application } from './application.decider';
import type { CommitteeGiven } from './committee';

const { given } = specFor(application);
const [applicationId, vacancyId, applicantId, v1, v2, v3, outsider, objectionId] = Array.from(
  { length: 8 },
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
  ...{ vacancyStatus: 'closed', members: [v1, v2, v3, applicantId], requirements: 3 },
  ...{ reasonMinChars: 20, today: '2026-02-20' },
};
const why = 'Pindaian ijazah tidak terbaca sama sekali.';
const passing = (by: string) =>
  ({ type: 'VerifyApplication', by, outcome: 'PASSED', requirementRefs: [], reason: null }) as const;
const rejecting = (by: string, requirementRefs: readonly string[] = ['1'], reason: string | null = why) =>
  ({ type: 'VerifyApplication', by, outcome: 'REJECTED', requirementRefs, reason }) as const;
const foundPassing = (verifier: string) =>
  applicationVerified({ applicationId, verifier, outcome: 'PASSED', requirementRefs: [] }, { subject });
const foundMissing = (verifier: string, requirementRefs: string[] = ['1'], text: string | null = why) =>
  applicationVerified(
    { applicationId, verifier, outcome: 'REJECTED', requirementRefs },
    { subject, reason: { code: 'REJECTION', text } },
  );
const passed = applicationAdminPassed(
  { applicationId, vacancyId, by: 'VERIFICATION', objectionId: null },
  { subject },
);
const rejected = (requirementRef: string, requirementRefs: string[], text: string) =>
  applicationAdminRejected(
    { applicationId, vacancyId, requirementRef, requirementRefs },
    { subject, reason: { code: 'REJECTION', text } },
  );
const tied = (person: string) =>
  conflictDeclared({ person, applicationId, kind: 'KINSHIP' }, { subject: person });

describe('VerifyApplication', () => {
  it('by one decides nothing', () =>
    given(submitted).when(passing(v1), { committee }).thenRecords(foundPassing(v1)));
  it('by two who agree decides', () => {
    given(submitted, foundPassing(v1)).when(passing(v2), { committee }).thenRecords(foundPassing(v2), passed);
    given(submitted, foundMissing(v1))
      .when(rejecting(v2), { committee })
      .thenRecords(foundMissing(v2), rejected('1', ['1'], `${why}\n${why}`));
  });
  it('by two who differ waits for a third, whose finding is that of the majority', () => {
    given(submitted, foundPassing(v1)).when(rejecting(v2), { committee }).thenRecords(foundMissing(v2));
    given(submitted, foundPassing(v1), foundMissing(v2))
      .when(passing(v3), { committee })
      .thenRecords(foundPassing(v3), passed);
    given(submitted, foundMissing(v1), foundPassing(v2))
      .when(rejecting(v3), { committee })
      .thenRecords(foundMissing(v3), rejected('1', ['1'], `${why}\n${why}`));
  });
  it('names the requirement that most name, and all of them in the announced order', () =>
    given(submitted, foundMissing(v1, ['1', '3']))
      .when(rejecting(v2, ['3', '2', '3']), { committee })
      .thenRecords(foundMissing(v2, ['2', '3']), rejected('3', ['1', '2', '3'], `${why}\n${why}`)));
  it('says why once the reason of the first is erased', () =>
    given(submitted, foundMissing(v1, ['1'], null))
      .when(rejecting(v2), { committee })
      .thenRecords(foundMissing(v2), rejected('1', ['1'], why)));
  it('is refused to the same person twice, whatever the finding', () => {
    given(submitted, foundPassing(v1)).when(passing(v1), { committee }).thenRefuses('ALREADY_VERIFIED');
    given(submitted, foundPassing(v1)).when(rejecting(v1), { committee }).thenRefuses('ALREADY_VERIFIED');
  });
  it('is refused to who is not on the committee that day', () =>
    given(submitted).when(passing(outsider), { committee }).thenRefuses('NOT_RELATED'));
  it('is refused to who has declared a conflict, before it is asked whether they are on the committee', () => {
    given(submitted, tied(v1)).when(passing(v1), { committee }).thenRefuses('CONFLICT_OF_INTEREST');
    given(submitted, tied(outsider))
      .when(passing(outsider), { committee })
      .thenRefuses('CONFLICT_OF_INTEREST');
  });
  it('is refused about oneself', () =>
    given(submitted).when(passing(applicantId), { committee }).thenRefuses('SOD_VIOLATION'));
  it('does not count what was found before a conflict was declared', () => {
    given(submitted, foundPassing(v1), tied(v1))
      .when(passing(v2), { committee })
      .thenRecords(foundPassing(v2));
    given(submitted, foundPassing(v1), tied(v1), foundPassing(v2))
      .when(passing(v3), { committee })
      .thenRecords(foundPassing(v3), passed);
  });
  it('is refused a rejection without a requirement that was announced', () => {
    given(submitted).when(rejecting(v1, []), { committee }).thenRefuses('REQUIREMENT_REF_REQUIRED');
    given(submitted)
      .when(rejecting(v1, ['1', '4']), { committee })
      .thenRefuses('REQUIREMENT_REF_REQUIRED', { params: { announced: 3 } });
  });
  it('is refused a rejection without a reason, and a passing finding with a requirement', () => {
    given(submitted)
      .when(rejecting(v1, ['1'], null), { committee })
      .thenRefuses('REASON_REQUIRED');
    given(submitted)
      .when(rejecting(v1, ['1'], 'x'.repeat(19)), { committee })
      .thenRefuses('REASON_REQUIRED', { params: { min: 20 } });
    given(submitted)
      .when({ ...passing(v1), requirementRefs: ['1'] }, { committee })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.verification' });
  });
  it.each(['announced', 'open', 'admin-published', 'skd-published', 'final-published', 'completed'] as const)(
    'is refused while the vacancy is %s',
    (vacancyStatus) =>
      given(submitted)
        .when(passing(v1), { committee: { ...committee, vacancyStatus } })
        .thenRefuses('ILLEGAL_TRANSITION'),
  );
  it('is refused once it is decided, and where there is nothing', () => {
    given(submitted, foundPassing(v1), foundPassing(v2), passed)
      .when(passing(v3), { committee })
      .thenRefuses('ILLEGAL_TRANSITION');
    given().when(passing(v1), { committee }).thenRefuses('APPLICATION_NOT_FOUND');
  });
});

describe('DeclareConflict', () => {
  const declare = { type: 'DeclareConflict', by: v1, kind: 'KINSHIP', explanation: null } as const;
  it('is recorded once', () => {
    given(submitted).when(declare, { committee }).thenRecords(tied(v1));
    given(submitted, tied(v1))
      .when({ ...declare, kind: 'OTHER' }, { committee })
      .thenRecords();
  });
  it('is taken late, too', () =>
    given(submitted, foundPassing(v1), foundPassing(v2), passed)
      .when(declare, { committee })
      .thenRecords(tied(v1)));
  it('is the committee’s only', () =>
    given(submitted)
      .when({ ...declare, by: outsider }, { committee })
      .thenRefuses('NOT_RELATED'));
});

describe('AdmitByObjection', () => {
  const admit = { type: 'AdmitByObjection', objectionId } as const;
  const admitted = applicationAdminPassed(
    { applicationId, vacancyId, by: 'OBJECTION', objectionId },
    { subject },
  );
  const refused = [submitted, foundMissing(v1), foundMissing(v2), rejected('1', ['1'], why)] as const;
  it('is the only way from a rejection to the SKD', () => {
    given(...refused)
      .when(admit, { letIn: true })
      .thenRecords(admitted);
    given(submitted).when(admit, { letIn: true }).thenRefuses('ILLEGAL_TRANSITION');
    given(submitted, foundPassing(v1), foundPassing(v2), passed)
      .when(admit, { letIn: true })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('lets nobody in whose objection was not upheld', () =>
    given(...refused)
      .when(admit, { letIn: false })
      .thenRecords());
  it('of the same objection again says nothing new; of another is refused', () => {
    given(...refused, admitted)
      .when(admit, { letIn: true })
      .thenRecords();
    given(...refused, admitted)
      .when({ ...admit, objectionId: newId() }, { letIn: true })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});
