import {
  dutyAssigned,
  dutyEnded,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
} from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { employee } from './employee.decider';

const { given, stateAfter } = specFor(employee);
const id = (n: number) => `01931f00-0000-7000-8000-00000000000${n}`;
const employeeId = id(1);
const about = { subject: employeeId };
const file = {
  employeeId,
  nip: '199001012015011001',
  nik: '1271010101900001',
  name: 'Pegawai',
  email: '',
  kind: 'PNS' as const,
  golongan: 'III/b',
  jenjang: 'Ahli Pertama',
  start: '2015-01-01',
  contractEnd: null,
};
const registered = employeeRegistered(file, about);
const nurse = { position: 'Perawat', unitId: id(5), from: '2020-01-01', to: null };
const line = { superiors: [id(3)] };

describe('RegisterEmployee', () => {
  it('opens the file', () =>
    given()
      .when({ type: 'RegisterEmployee', ...file })
      .thenRecords(registered));
  it('is done once', () =>
    given(registered)
      .when({ type: 'RegisterEmployee', ...file })
      .thenRefuses('EMPLOYEE_EXISTS'));
  it('is refused where the contract ends before its first day', () => {
    given()
      .when({ type: 'RegisterEmployee', ...file, contractEnd: '2014-12-31' })
      .thenRefuses('PERIOD_INVALID');
    const oneDay = { ...file, contractEnd: '2015-01-01' };
    given()
      .when({ type: 'RegisterEmployee', ...oneDay })
      .thenRecords(employeeRegistered(oneDay, about));
  });
});

describe('AssignPosition', () => {
  const assigned = positionAssigned({ employeeId, ...nurse }, about);
  const assign = { type: 'AssignPosition', ...nurse } as const;
  it('gives a position from a day on', () => given(registered).when(assign).thenRecords(assigned));
  it('ends the one before on the day before', () => {
    const next = { ...nurse, position: 'Perawat Ahli', from: '2024-03-01' };
    given(registered, assigned)
      .when({ type: 'AssignPosition', ...next })
      .thenRecords(positionAssigned({ employeeId, ...next }, about));
    expect(stateAfter(registered, assigned, positionAssigned({ employeeId, ...next }, about))).toMatchObject({
      positions: [{ to: '2024-02-29' }, { to: null }],
    });
  });
  it('is refused where two would hold on one day', () => {
    given(registered, assigned)
      .when({ ...assign, from: '2019-06-01' })
      .thenRefuses('OVERLAP');
    given(registered, assigned).when(assign).thenRefuses('OVERLAP');
  });
  it('is refused in a unit that is not there', () => {
    const unknown = { superiors: [], unknown: 'UNIT' } as const;
    given(registered).when(assign, unknown).thenRefuses('UNIT_NOT_FOUND');
  });
  it('is refused where it ends before it begins', () =>
    given(registered)
      .when({ ...assign, to: '2019-12-31' })
      .thenRefuses('PERIOD_INVALID'));
  it('needs an employee', () => given().when(assign).thenRefuses('EMPLOYEE_NOT_FOUND'));
});

describe('AssignSupervisor', () => {
  const assign = { type: 'AssignSupervisor', supervisorId: id(2), from: '2020-01-01', to: null } as const;
  it('says who rates the employee', () =>
    given(registered)
      .when(assign, line)
      .thenRecords(
        supervisorAssigned({ employeeId, supervisorId: id(2), from: '2020-01-01', to: null }, about),
      ));
  it('is refused to oneself, and round a circle', () => {
    given(registered)
      .when({ ...assign, supervisorId: employeeId }, line)
      .thenRefuses('CYCLE_IN_LINE');
    given(registered)
      .when(assign, { superiors: [id(3), employeeId] })
      .thenRefuses('CYCLE_IN_LINE');
  });
  it('is refused where nobody has a file of the supervisor', () => {
    const unknown = { superiors: [id(2)], unknown: 'SUPERVISOR' } as const;
    given(registered).when(assign, unknown).thenRefuses('EMPLOYEE_NOT_FOUND');
  });
});

describe('duties', () => {
  const duty = { duty: 'data_steward', scope: null, from: '2026-01-01', to: null } as const;
  const assigned = dutyAssigned({ personId: employeeId, ...duty }, about);
  it('are assigned, also several at once', () => {
    given(registered)
      .when({ type: 'AssignDuty', ...duty })
      .thenRecords(assigned);
    const trainer = { ...duty, duty: 'trainer' } as const;
    given(registered, assigned)
      .when({ type: 'AssignDuty', ...trainer })
      .thenRecords(dutyAssigned({ personId: employeeId, ...trainer }, about));
  });
  it('end', () =>
    given(registered, assigned)
      .when({ type: 'EndDuty', duty: 'data_steward', scope: null, to: '2026-06-30' })
      .thenRecords(dutyEnded({ personId: employeeId, ...duty, to: '2026-06-30' }, about)));
  it('end only where they were held, and not before they began', () => {
    given(registered)
      .when({ type: 'EndDuty', duty: 'trainer', scope: null, to: '2026-06-30' })
      .thenRefuses('DUTY_NOT_FOUND');
    given(registered, assigned)
      .when({ type: 'EndDuty', duty: 'data_steward', scope: null, to: '2025-06-30' })
      .thenRefuses('OVERLAP');
  });
});
