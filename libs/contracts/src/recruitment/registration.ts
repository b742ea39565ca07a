import { defineEvent, type EventOf, Instant, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** The window for applications has opened. Stream `vacancy-<vacancyId>`. */
export const registrationOpened = defineEvent({
  type: 'RegistrationOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({ vacancyId: Uuid, openAt: Instant }),
});
export type RegistrationOpened = EventOf<typeof registrationOpened>;

/** The window for applications has closed: `closeAt` is the first instant at which none was taken. */
export const registrationClosed = defineEvent({
  type: 'RegistrationClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ vacancyId: Uuid, closeAt: Instant }),
});
export type RegistrationClosed = EventOf<typeof registrationClosed>;
