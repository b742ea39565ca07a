import { defineEvent, DUTIES, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const duty = {
  personId: Uuid,
  duty: OneOf(DUTIES),
  /** The unit (or vacancy, complaint …) to which the duty is limited; null: the whole city. */
  scope: Type.Union([Uuid, Type.Null()]),
  from: LegalDate,
  /** Last day; null until it is ended. */
  to: Type.Union([LegalDate, Type.Null()]),
};

/**
 * A person has a duty in a scope from a legal date on. A duty is no role: a command that needs one asks for both.
 * Stream `employee-<personId>`, of somebody from outside `outsider-<personId>`; subject: the person.
 * @source domain.md section 1, "Duties"
 */
export const dutyAssigned = defineEvent({ type: 'DutyAssigned', version: 1, data: Type.Object(duty) });
export type DutyAssigned = EventOf<typeof dutyAssigned>;

/** The duty assigned from `from` in this scope ends with the day `to`. */
export const dutyEnded = defineEvent({
  type: 'DutyEnded',
  version: 1,
  data: Type.Object({ ...duty, to: LegalDate }),
});
export type DutyEnded = EventOf<typeof dutyEnded>;
