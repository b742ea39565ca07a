import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * An employee holds a position in a unit from a legal date on; an earlier one without an end ends the day before.
 * Stream `employee-<employeeId>`; subject: the employee.
 * @source domain.md 7.2
 */
export const positionAssigned = defineEvent({
  type: 'PositionAssigned',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    from: LegalDate,
    /** Last day; null while it lasts. */
    to: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type PositionAssigned = EventOf<typeof positionAssigned>;
