import { sourceAudited, sourceRegistered, sourceSuspended } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, eventId, UNIT } from '../../test/nurse';
import { source, type SourceCommand } from './source.decider';

const { given } = specFor(source);
const sourceId = eventId(40);
const reads = { now: at('2026-06-01'), calendar, ownerExists: true, openAmounts: 3, reasonMinimum: 20 };
const data = {
  ...({ sourceId, code: 'SIMPUS', kind: 'SYSTEM', ownerUnitId: UNIT, refresh: 'MONTHLY' } as const),
  ...{ schema: { indicatorIds: ['I-1'], min: '0', max: '100' }, lastAudit: '2025-11-01' },
};
const register: SourceCommand = { type: 'RegisterSource', ...data };
const registered = sourceRegistered({ ...data, version: 1 });
const reason = 'Sepertiga data tidak sesuai register aslinya.';
const audit: SourceCommand = { type: 'RecordSourceAudit', auditedOn: '2026-05-30', passed: false, reason };
const failed = [
  sourceAudited({ sourceId, auditedOn: '2026-05-30', passed: false }),
  sourceSuspended({ sourceId, openAmounts: 3 }, { reason: { code: 'FINDING', text: reason } }),
] as const;

describe('a source', () => {
  it('is registered with owner, schema, refresh and last audit; again, as its next version', () => {
    given().when(register, reads).thenRecords(registered);
    given(registered, ...failed)
      .when(register, reads)
      .thenRecords(sourceRegistered({ ...data, version: 2 }));
  });
  it('has an owner that there is, a range, and no audit of tomorrow', () => {
    given()
      .when(register, { ...reads, ownerExists: false })
      .thenRefuses('UNIT_NOT_FOUND');
    const upside = { ...register, schema: { ...data.schema, min: '101' } };
    given().when(upside, reads).thenRefuses('RULE_VIOLATED', { rule: 'source.range' });
    given()
      .when({ ...register, lastAudit: '2026-06-02' }, reads)
      .thenRefuses('RULE_VIOLATED');
  });
  it('is suspended by a failed audit, with what was found', () => {
    given(registered)
      .when(audit, reads)
      .thenRecords(...failed);
    given(registered)
      .when({ ...audit, reason: '' }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(registered, ...failed)
      .when(audit, reads)
      .thenRefuses('ILLEGAL_TRANSITION');
    given().when(audit, reads).thenRefuses('SOURCE_NOT_FOUND');
  });
  it('goes on after one that it passed', () =>
    given(registered)
      .when({ ...audit, passed: true, reason: '' }, reads)
      .thenRecords(sourceAudited({ sourceId, auditedOn: '2026-05-30', passed: true })));
  it('is shipped once', () => {
    const ship: SourceCommand = { type: 'ShipSource', sourceId, code: 'REGISTER', kind: 'REGISTER' };
    given(registered).when(ship, reads).thenRecords();
  });
});
