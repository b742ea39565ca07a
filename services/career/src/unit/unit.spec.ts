import { unitCreated, unitMerged, unitRenamed } from '@jejak/contracts/career';
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

const reads = { today: '2027-01-08', intoOpen: true, people: 0, parts: 0 };

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
  it('is refused below what is not there, so that no line of units is a circle', () => {
    const part = { ...health, parentUnitId: '01931f00-0000-5000-8000-000000000002' };
    given()
      .when({ type: 'CreateUnit', ...part }, { ...reads, parentThere: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given()
      .when({ type: 'CreateUnit', ...part }, { ...reads, parentThere: true })
      .thenRecords(unitCreated(part));
  });
});

const created = unitCreated(health);
const other = '01931f00-0000-5000-8000-000000000002';

describe('RenameUnit', () => {
  const rename = { type: 'RenameUnit', name: 'Dinas Kesehatan Kota', from: '2027-01-08' } as const;
  const { type: _, ...named } = rename;
  const renamed = unitRenamed({ unitId: health.unitId, ...named }, { effective: rename.from });
  it('gives a name from a day on, at the latest today', () => {
    given(created).when(rename, reads).thenRecords(renamed);
    given(created)
      .when({ ...rename, from: '2027-01-09' }, reads)
      .thenRefuses('PERIOD_INVALID');
  });
  it('follows the name before', () =>
    given(created, renamed)
      .when({ ...rename, from: '2027-01-07' }, reads)
      .thenRefuses('PERIOD_INVALID'));
  it('needs a unit', () => given().when(rename, reads).thenRefuses('UNIT_NOT_FOUND'));
});

describe('MergeUnit', () => {
  const merge = { type: 'MergeUnit', intoUnitId: other, from: '2027-02-01' } as const;
  const merged = unitMerged(
    { unitId: health.unitId, intoUnitId: other, from: merge.from },
    { effective: merge.from },
  );
  it('ends the unit, once', () => {
    given(created).when(merge, reads).thenRecords(merged);
    given(created, merged).when(merge, reads).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is refused while people or units belong to it', () => {
    given(created)
      .when(merge, { ...reads, people: 1 })
      .thenRefuses('UNIT_IN_USE');
    given(created)
      .when(merge, { ...reads, parts: 1 })
      .thenRefuses('UNIT_IN_USE');
  });
  it('goes into another unit that is there', () => {
    given(created)
      .when(merge, { ...reads, intoOpen: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given(created)
      .when({ ...merge, intoUnitId: health.unitId }, reads)
      .thenRefuses('CYCLE_IN_LINE');
    given(created)
      .when({ ...merge, from: health.from }, reads)
      .thenRefuses('PERIOD_INVALID');
  });
});
