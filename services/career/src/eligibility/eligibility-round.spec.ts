import { eligibilityRoundHeld, eligibilityRoundPlanned } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { calendar, rules } from '../../test/people';
import { eligibilityRound } from './eligibility-round.decider';

const { given } = specFor(eligibilityRound);
const handed = { calendar, rules, date: '2027-01-04' };
const planned = (year: number) =>
  eligibilityRoundPlanned(
    { on: `${year}-03-01`, dueAt: `${year}-02-28T17:00:00.000Z` },
    { effective: `${year}-03-01` },
  );
const plan = { type: 'PlanRound' } as const;
const hold = { type: 'HoldRound', on: '2027-03-01', asked: 4, recorded: 1 } as const;
const held = eligibilityRoundHeld({ on: '2027-03-01', asked: 4, recorded: 1 });

describe('the yearly round', () => {
  it('is planned once, for the next day that the policy names', () => {
    given().when(plan, handed).thenRecords(planned(2027));
    given()
      .when(plan, { ...handed, date: '2027-03-01' })
      // 29 February of 2028 is the day before.
      .thenRecords(
        eligibilityRoundPlanned(
          { on: '2028-03-01', dueAt: '2028-02-29T17:00:00.000Z' },
          { effective: '2028-03-01' },
        ),
      );
    given(planned(2027)).when(plan, handed).thenRecords();
  });
  it('is held once, and plans the next', () => {
    given(planned(2026))
      .when({ ...hold, on: '2026-03-01' }, { ...handed, date: '2026-03-02' })
      .thenRecords(eligibilityRoundHeld({ on: '2026-03-01', asked: 4, recorded: 1 }), planned(2027));
    given(planned(2026), held, planned(2029)).when(hold, handed).thenRecords();
    given().when(hold, handed).thenRecords();
  });
  it('waits for a policy that names its day', () => {
    const { eligibilityRound: _, ...other } = rules.other;
    given()
      .when(plan, { ...handed, rules: { ...rules, other } })
      .thenRefuses('POLICY_MISSING');
  });
});
