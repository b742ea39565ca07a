import { unitCreated } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { unit } from './unit.decider';

const { given } = specFor(unit);
const health = {
  unitId: '01931f00-0000-5000-8000-000000000001',
  code: 'DINKES',
  name: 'Dinas Kesehatan',
  kind: 'OPD',
  parentUnitId: null,
  from: '2020-01-01',
  to: null,
};

describe('CreateUnit', () => {
  it('puts a unit on the chart', () =>
    given()
      .when({ type: 'CreateUnit', ...health })
      .thenRecords(unitCreated(health)));
  it('is done once', () =>
    given(unitCreated(health))
      .when({ type: 'CreateUnit', ...health })
      .thenRefuses('UNIT_EXISTS'));
  it('is refused where it ends before it begins', () =>
    given()
      .when({ type: 'CreateUnit', ...health, to: '2019-12-31' })
      .thenRefuses('PERIOD_INVALID'));
  it('is refused below itself', () =>
    given()
      .when({ type: 'CreateUnit', ...health, parentUnitId: health.unitId })
      .thenRefuses('CYCLE_IN_LINE'));
});
