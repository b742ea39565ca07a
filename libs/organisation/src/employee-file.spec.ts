import { describe, expect, it } from '@jest/globals';
import {
  type EmployeeFile,
  formerSupervisorOn,
  holdsDuty,
  isHeadOf,
  positionOn,
  relationOn,
} from './employee-file';

const file: EmployeeFile = {
  employeeId: 'e',
  positions: [
    { position: 'Perawat', unitId: 'u', from: '2019-04-01', to: null },
    { position: 'Perawat Muda', unitId: 'u', from: '2027-04-01', to: null },
  ],
  relations: [
    { supervisorId: 's1', from: '2020-01-01', to: null },
    { supervisorId: 's2', from: '2026-10-15', to: '2026-12-31' },
  ],
  duties: [
    { duty: 'data_steward', scope: 'u', from: '2026-01-01', to: '2026-06-30' },
    { duty: 'unit_head', scope: null, from: '2026-01-01', to: null },
  ],
};

describe('an employee file on a legal date', () => {
  it('has the position that began last', () => {
    expect(positionOn(file, '2027-03-31')?.position).toBe('Perawat');
    expect(positionOn(file, '2027-04-01')?.position).toBe('Perawat Muda');
    expect(positionOn(file, '2019-03-31')).toBeNull();
    expect(positionOn(null, '2026-01-01')).toBeNull();
  });

  it('has the relation of that day, and the one before it', () => {
    expect(relationOn(file, '2026-10-14')?.supervisorId).toBe('s1');
    expect(relationOn(file, '2026-10-15')?.supervisorId).toBe('s2');
    expect(formerSupervisorOn(file, '2026-10-15')).toBe('s1');
    expect(formerSupervisorOn(file, '2026-10-14')).toBeNull();
  });

  it('has a duty in its unit and time, and everywhere where it has no scope', () => {
    expect(holdsDuty(file, 'data_steward', 'u', '2026-06-30')).toBe(true);
    expect(holdsDuty(file, 'data_steward', 'u', '2026-07-01')).toBe(false);
    expect(holdsDuty(file, 'data_steward', 'other', '2026-03-01')).toBe(false);
    expect(holdsDuty(file, 'unit_head', 'other', '2026-03-01')).toBe(true);
    expect(isHeadOf(file, 'u', '2026-03-01')).toBe(false);
  });
});
