import { distributionReviewed, type Predicate } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { distribution, E1, STRANGER, SUP1, SUP2, UNIT } from '../../test/nurse';
import { countsOf } from '../scoring/distribution';
import {
  type DistributionGiven,
  distributionReview,
  type HoldDistributionReview,
  type StaffEvaluation,
} from './distribution.decider';

const { given } = specFor(distributionReview);
const id = (n: number) => `0198c1a2-0000-7000-8000-${String(500 + n).padStart(12, '0')}`;
const predicates: readonly Predicate[] = [
  ...Array<Predicate>(4).fill('SANGAT_BAIK'),
  ...Array<Predicate>(14).fill('BAIK'),
  ...Array<Predicate>(2).fill('BUTUH_PERBAIKAN'),
];
const staff = predicates.map((predicate, n): StaffEvaluation => ({
  evaluationId: id(n),
  employeeId: E1,
  raterId: SUP1,
  predicate,
}));
const hold: HoldDistributionReview = {
  ...{ type: 'HoldDistributionReview', by: SUP2, unitId: UNIT, year: 2026 },
  ...{ participants: [SUP1], changes: [] },
};
const here: DistributionGiven = {
  ...{ head: true, organisation: 'BAIK', cycle: 'EVALUATING', staff, rules: distribution },
};
const reviewed = (over: Partial<Parameters<typeof distributionReviewed>[0]> = {}) =>
  distributionReviewed({
    ...{ unitId: UNIT, year: 2026, orgPredicate: 'BAIK', heldBy: SUP2, participants: [SUP1] },
    ...{ staff: 20, exempt: false, before: countsOf(predicates), after: countsOf(predicates) },
    ...{ warnings: [], changed: [], ...over },
  });

describe('HoldDistributionReview', () => {
  it('finds 14 of 20 Baik in order: 70.0 %', () => given().when(hold, here).thenRecords(reviewed()));
  it('comes before the year is closed', () =>
    given()
      .when(hold, { ...here, cycle: 'CLOSED' })
      .thenRefuses('PERIOD_LOCKED'));
  it('may be held again', () => given(reviewed()).when(hold, here).thenRecords(reviewed()));
  it('shows what its changes come to, and warns', () => {
    const changes = [{ evaluationId: id(0), predicate: 'BAIK' as const }];
    const after = { ...countsOf(predicates), SANGAT_BAIK: 3, BAIK: 15 };
    given()
      .when({ ...hold, changes }, here)
      .thenRecords(reviewed({ after, warnings: ['max.BAIK'], changed: [id(0)] }));
  });
  it('refuses only where the city says so', () => {
    const changes = [{ evaluationId: id(0), predicate: 'BAIK' as const }];
    given()
      .when({ ...hold, changes }, { ...here, rules: { ...distribution, enforcement: 'block' } })
      .thenRefuses('DISTRIBUTION_PATTERN', { params: { rules: ['max.BAIK'] } });
  });
  it('warns that somebody is not rated yet', () => {
    const waiting = [...staff, { evaluationId: id(20), employeeId: E1, raterId: null, predicate: null }];
    given()
      .when(hold, { ...here, staff: waiting })
      .thenRecords(reviewed({ warnings: ['pending'] }));
  });
  it('has nothing to warn of in a unit of four', () =>
    given()
      .when(hold, { ...here, staff: staff.slice(0, 4) })
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ staff: 4, exempt: true, warnings: [] })));
  it('is the head’s, with the supervisors who rated', () => {
    given()
      .when(hold, { ...here, head: false })
      .thenRefuses('NOT_RELATED');
    given()
      .when({ ...hold, by: 'svc' }, here)
      .thenRefuses('NOT_RELATED');
    for (const participants of [[], [STRANGER], [SUP1, STRANGER]])
      given()
        .when({ ...hold, participants }, here)
        .thenRefuses('RULE_VIOLATED', { rule: 'distribution.participants' });
  });
  it('changes a rating of the staff in the presence of who gave it', () => {
    given()
      .when({ ...hold, changes: [{ evaluationId: id(99), predicate: 'BAIK' }] }, here)
      .thenRefuses('EVALUATION_NOT_FOUND');
    given()
      .when({ ...hold, participants: [SUP2], changes: [{ evaluationId: id(0), predicate: 'BAIK' }] }, here)
      .thenRefuses('RULE_VIOLATED', { rule: 'distribution.rater-present' });
  });
  it('needs the result of the unit', () =>
    given()
      .when(hold, { ...here, organisation: null })
      .thenRefuses('RULE_VIOLATED', { rule: 'distribution.organisation-result' }));
});
