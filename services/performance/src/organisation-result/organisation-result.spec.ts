import { organisationResultSet } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { STRANGER, UNIT } from '../../test/nurse';
import { organisationResult, type OrganisationResultCommand } from './organisation-result.decider';

const { given } = specFor(organisationResult);
const set: OrganisationResultCommand = {
  ...{ type: 'SetOrganisationResult', by: STRANGER, unitId: UNIT, year: 2026, predicate: 'BAIK' },
  basis: 'Capaian sembilan dari sepuluh sasaran unit.',
};
const { type: _, by, ...data } = set;
const at = { unitExists: true, leads: 'ABOVE' } as const;
const done = organisationResultSet({ ...data, setBy: by });

describe('SetOrganisationResult', () => {
  it('fixes what the unit achieved', () =>
    given()
      .when(set, { ...at, cycle: 'OPEN' })
      .thenRecords(done));
  it('happens once', () =>
    given(done)
      .when(set, { ...at, cycle: 'OPEN' })
      .thenRefuses('ORGANISATION_RESULT_EXISTS'));
  it('is a person’s', () =>
    given()
      .when({ ...set, by: 'svc' }, { ...at, cycle: 'OPEN' })
      .thenRefuses('NOT_RELATED'));
  it('is of a unit that there is, and not of one’s own, nor of one beside it', () => {
    const open = { ...at, cycle: 'OPEN' } as const;
    given()
      .when(set, { ...open, unitExists: false })
      .thenRefuses('UNIT_NOT_FOUND');
    given()
      .when(set, { ...open, leads: 'THIS_UNIT' })
      .thenRefuses('SOD_VIOLATION');
    given()
      .when(set, { ...open, leads: 'OTHER_UNITS' })
      .thenRefuses('NOT_RELATED');
  });
  it('is refused without a cycle, and in a locked year', () => {
    given()
      .when(set, { ...at, cycle: null })
      .thenRefuses('CYCLE_NOT_OPEN');
    given()
      .when(set, { ...at, cycle: 'CLOSED' })
      .thenRefuses('PERIOD_LOCKED');
  });
});
