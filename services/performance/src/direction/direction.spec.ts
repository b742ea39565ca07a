import { directionSet, unitResultPlanned } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { eventId, STRANGER, UNIT, UNIT_RESULT } from '../../test/nurse';
import { direction } from './direction.decider';
import { type PlanUnitResult, unitResult } from './unit-result.decider';

const now = '2026-01-02T00:00:00.000Z';
describe('SetDirection', () => {
  const { given } = specFor(direction);
  const set = {
    ...({ type: 'SetDirection', directionId: eventId(1), vision: 'Sehat.', mission: 'Melayani.' } as const),
    ...{ from: '2026-01-01', to: '2030-12-31' },
  };
  it('says where the city goes', () =>
    given()
      .when(set, { now })
      .thenRecords(
        directionSet(
          {
            ...{ directionId: eventId(1), vision: 'Sehat.', mission: 'Melayani.' },
            period: { from: '2026-01-01', to: '2030-12-31' },
          },
          { effective: '2026-01-01' },
        ),
      ));
  it('is refused upside down', () =>
    given()
      .when({ ...set, to: '2025-12-31' }, { now })
      .thenRefuses('RULE_VIOLATED', { rule: 'direction.period' }));
});

describe('PlanUnitResult', () => {
  const { given } = specFor(unitResult);
  const plan: PlanUnitResult = {
    ...{ type: 'PlanUnitResult', unitResultId: eventId(2), code: 'DINKES-1', year: 2026, unitId: UNIT },
    ...{ result: 'Imunisasi lengkap.', measure: 'persen', supports: UNIT_RESULT },
  };
  const { type: _, ...data } = plan;
  const reads = { now, cycle: 'OPEN', unitExists: true, mayPlan: true, unitResults: [UNIT_RESULT] } as const;
  it('says what plans align to', () => given().when(plan, reads).thenRecords(unitResultPlanned(data)));
  it('says it again, for the same unit only', () => {
    given(unitResultPlanned(data)).when(plan, reads).thenRecords(unitResultPlanned(data));
    given(unitResultPlanned({ ...data, unitId: STRANGER }))
      .when(plan, reads)
      .thenRefuses('UNIT_RESULT_EXISTS');
  });
  it('is the head’s or the leaders’, of a unit that there is, in a year that is open', () => {
    given()
      .when(plan, { ...reads, mayPlan: false })
      .thenRefuses('NOT_RELATED');
    given()
      .when(plan, { ...reads, unitExists: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given()
      .when(plan, { ...reads, cycle: 'CLOSED' })
      .thenRefuses('PERIOD_LOCKED');
  });
  it('is measurable, and supports a result of the unit or of one above', () => {
    given()
      .when({ ...plan, measure: '' }, reads)
      .thenRefuses('NOT_MEASURABLE');
    given()
      .when({ ...plan, supports: STRANGER }, reads)
      .thenRefuses('NOT_ALIGNED');
    given()
      .when({ ...plan, supports: plan.unitResultId }, { ...reads, unitResults: [plan.unitResultId] })
      .thenRefuses('NOT_ALIGNED');
  });
});
