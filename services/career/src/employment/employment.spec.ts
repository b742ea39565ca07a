import { employmentEndDeclined, employmentEnded, employmentEndProposed } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { employment, type EmploymentGiven } from './employment.decider';

const { given } = specFor(employment);
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [employeeId, HR, PPK] = [id(1), id(4), id(6)];
const reads: EmploymentGiven = {
  ...{ since: '2019-04-01', today: '2027-02-12', openCases: [], reasonMinimum: 20 },
};
const open: EmploymentGiven = { ...reads, openCases: [{ kind: 'OBJECTION', caseId: id(5) }] };
const WHY = 'Keberatan gugur karena yang bersangkutan wafat.';
const end = { employeeId, kind: 'RETIRED', on: '2027-03-31' } as const;
const propose = { type: 'ProposeEnd', by: HR, ...end, reason: '' } as const;
const about = { subject: employeeId, effective: end.on };
const proposed = employmentEndProposed({ ...end, proposedBy: HR, openCases: [] }, about);
const ended = employmentEnded({ ...end, proposedBy: HR, openCases: [], decidedBy: PPK }, about);
const approve = { type: 'ApproveEnd', by: PPK, reason: '' } as const;

describe('ProposeEnd', () => {
  it('is by HR, about somebody else', () => {
    given().when(propose, reads).thenRecords(proposed);
    given()
      .when({ ...propose, by: employeeId }, reads)
      .thenRefuses('SOD_VIOLATION');
    given()
      .when(propose, { ...reads, since: null })
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('says why where a case is open', () => {
    given().when(propose, open).thenRefuses('REASON_REQUIRED');
    given()
      .when({ ...propose, reason: WHY }, open)
      .thenRecords(
        employmentEndProposed(
          { ...end, proposedBy: HR, openCases: [...open.openCases] },
          { ...about, reason: { code: 'EXCEPTION', text: WHY } },
        ),
      );
  });
  it('ends no employment before it began, and no life ahead', () => {
    given()
      .when({ ...propose, on: '2019-03-31' }, reads)
      .thenRefuses('PERIOD_INVALID');
    given()
      .when({ ...propose, kind: 'DIED' }, reads)
      .thenRefuses('PERIOD_INVALID');
    given()
      .when({ ...propose, kind: 'DIED', on: '2027-02-12' }, reads)
      .thenFacts(() => undefined);
  });
  it('waits for one decision at a time, and ends once', () => {
    given(proposed).when(propose, reads).thenRefuses('ILLEGAL_TRANSITION');
    given(proposed, ended).when(propose, reads).thenRefuses('EMPLOYMENT_ENDED');
  });
});

describe('ProposeDismissal', () => {
  const dismiss = { type: 'ProposeDismissal', employeeId } as const;
  const why = { code: 'EXCEPTION', text: 'Masa percobaan CPNS berakhir tanpa kelulusan Latsar.' } as const;
  const today = { employeeId, kind: 'DISMISSED', on: '2027-02-12', proposedBy: null } as const;
  const onToday = { subject: employeeId, effective: '2027-02-12' };
  const byItself = employmentEndProposed(
    { ...today, because: 'PROBATION_FAILED', openCases: [] },
    { ...onToday, reason: why },
  );
  it('lays a failed probation before who decides, once', () => {
    given().when(dismiss, reads).thenRecords(byItself);
    given(byItself).when(dismiss, reads).thenRecords();
    given(proposed).when(dismiss, reads).thenRecords();
    given(proposed, ended).when(dismiss, reads).thenRecords();
    given()
      .when(dismiss, { ...reads, since: null })
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('decides nothing: a named official does, with a reason where it is declined', () => {
    given(byItself)
      .when(approve, reads)
      .thenRecords(
        employmentEnded({ ...today, because: 'PROBATION_FAILED', openCases: [], decidedBy: PPK }, onToday),
      );
    given(byItself)
      .when({ ...approve, by: employeeId }, reads)
      .thenRefuses('SOD_VIOLATION');
    given(byItself).when({ type: 'DeclineEnd', by: PPK, reason: '' }, reads).thenRefuses('REASON_REQUIRED');
  });
});

describe('the decision', () => {
  it('is by somebody else', () => {
    given(proposed).when(approve, reads).thenRecords(ended);
    given(proposed)
      .when({ ...approve, by: HR }, reads)
      .thenRefuses('SOD_VIOLATION');
    given(proposed)
      .when({ ...approve, by: employeeId }, reads)
      .thenRefuses('SOD_VIOLATION');
  });
  it('says why where a case was opened meanwhile', () =>
    given(proposed).when(approve, open).thenRefuses('REASON_REQUIRED'));
  it('declines with a reason; then it may be proposed anew', () => {
    const decline = { type: 'DeclineEnd', by: PPK, reason: WHY } as const;
    const declined = employmentEndDeclined(
      { employeeId, decidedBy: PPK },
      { subject: employeeId, reason: { code: 'REJECTION', text: WHY } },
    );
    given(proposed).when(decline, reads).thenRecords(declined);
    given(proposed)
      .when({ ...decline, reason: 'pendek' }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(proposed, declined).when(propose, reads).thenRecords(proposed);
    given().when(approve, reads).thenRefuses('ILLEGAL_TRANSITION');
  });
});
