import { eligibilityChecked, promotionOverdue } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { read } from '../../test/one-promotion';
import { E1, some } from '../../test/people';
import { checkedBy, eligibility, type EligibilityGiven } from './eligibility.decider';

const { given } = specFor(eligibility);
const whose = { employeeId: E1, kind: 'LEVEL' } as const;
const alone = { type: 'CheckByItself', ...whose, after: null } as const;
const facing = (facts: Partial<EligibilityGiven['facts']>): { read: EligibilityGiven } => ({
  read: { ...read, facts: { ...read.facts, ...facts } },
});
const checked = checkedBy({ caseId: null, ...whose }, read);

describe('the service asks by itself', () => {
  it('once points are enough, whatever else is missing', () => {
    given()
      .when(alone, facing({ balance: '99.99' }))
      .thenRecords();
    given().when(alone, { read }).thenRecords(checked);
    given()
      .when(alone, facing({ tests: [] }))
      .thenFacts(([{ type, data }]) => {
        expect(type).toBe('EligibilityChecked');
        expect(data).toMatchObject({ eligible: false, to: { rank: 'III/c', level: 'Ahli Muda' } });
      });
  });
  it('tells the same once, and what changed again', () => {
    given(checked).when(alone, { read }).thenRecords();
    // Another day alone says nothing new.
    given(checked)
      .when(alone, facing({ effective: '2027-05-01' }))
      .thenRecords();
    given(checked)
      .when(alone, facing({ balance: '110.00' }))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    const evaluations = [{ evaluationId: some(2), evaluationVersion: 3 }];
    given(checked)
      .when(alone, { read: { ...read, evaluations } })
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('tells nothing of a check from before the target stood in it', () => {
    const { to: _, ...data } = checked.data;
    given(eligibilityChecked(data, { subject: E1 }))
      .when(alone, { read })
      .thenRecords(checked);
  });
  it('asks of staff by their years', () => {
    const staff = { ...alone, kind: 'RANK_REGULAR' } as const;
    given()
      .when(staff, facing({ rankSince: '2024-04-01' }))
      .thenRecords();
    given()
      .when(staff, { read })
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('asks once more after a case that came to nothing, and once', () => {
    const after = { ...alone, after: some(9) };
    given(checked)
      .when(after, { read })
      .thenFacts(([again]) => {
        expect(again.data).toMatchObject({ afterCaseId: some(9), eligible: true });
        given(checked, again).when(after, { read }).thenRecords();
        given(checked, again).when(alone, { read }).thenRecords();
      });
    given()
      .when(after, facing({ balance: '95.83' }))
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ eligible: false }));
  });
});

describe('who is not proposed in time', () => {
  it('is marked once for a day', () => {
    const overdue = { caseId: null, ...whose, clock: 'NOT_PROPOSED', dueOn: '2027-04-30' } as const;
    const mark = { type: 'MarkNotProposed', ...whose, dueOn: '2027-04-30' } as const;
    const marked = promotionOverdue(overdue, { subject: E1 });
    given(checked).when(mark, { read: null }).thenRecords(marked);
    given(checked, marked).when(mark, { read: null }).thenRecords();
  });
});
