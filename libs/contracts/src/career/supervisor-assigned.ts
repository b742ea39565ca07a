import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * Who rates an employee (pejabat penilai kinerja) from a legal date on; an earlier relation without an end ends the
 * day before. Stream `employee-<employeeId>`; subject: the employee.
 * @source domain.md 7.2
 */
export const supervisorAssigned = defineEvent({
  type: 'SupervisorAssigned',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    /** Null at the top of the line: nobody in the city rates the mayor. */
    supervisorId: Type.Union([Uuid, Type.Null()]),
    from: LegalDate,
    /** Last day; null while it lasts. */
    to: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type SupervisorAssigned = EventOf<typeof supervisorAssigned>;
