import type { ImportJob, KeyedRow } from '@jejak/imports';
import { naturalId } from '@jejak/kernel';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import type { EmployeeRow } from './employees-file';
import type { Claim } from './identities';

/** The numbers of a row. */
export const claimOf = ({ value: { nip, nik, employee_id: employeeId } }: KeyedRow<EmployeeRow>): Claim => ({
  nip,
  nik,
  employeeId,
});

/** Who somebody is, and who stands above. */
interface Place {
  readonly employeeId: string;
  readonly supervisorId: string | null;
  readonly superiors: readonly string[];
}

/** What a row comes to: a file, a place, and who rates. */
export const enrolment = (
  value: EmployeeRow,
  { employeeId, supervisorId, superiors }: Place,
  commandId: string,
  { context, importId }: ImportJob,
) => {
  const { nip, nik, name, kind, golongan, jenjang, start, contract_end: contractEnd, email } = value;
  const { expectedVersion: _, decision: __, ...who } = context;
  return {
    decider: employee,
    stream: streamOfEmployee(employeeId),
    command: {
      type: 'EnrolEmployee',
      file: { employeeId, nip, nik, name, email: email ?? '', kind, golongan, jenjang, start, contractEnd },
      position: {
        position: value.position,
        unitId: naturalId('unit', value.unit_code),
        from: start,
        to: contractEnd,
      },
      relation: { supervisorId, from: start, to: null },
    } as const,
    context: { ...who, commandId, correlation: importId },
    gather: { given: { superiors } },
  };
};
