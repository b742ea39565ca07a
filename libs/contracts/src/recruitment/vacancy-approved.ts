import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** The leadership has approved a drafted vacancy; never the person who drafted it. Stream `vacancy-<vacancyId>`. */
export const vacancyApproved = defineEvent({
  type: 'VacancyApproved',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({ vacancyId: Uuid, approvedBy: Uuid }),
});
export type VacancyApproved = EventOf<typeof vacancyApproved>;
