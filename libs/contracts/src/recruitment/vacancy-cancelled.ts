import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The leadership cancels a vacancy before its final result; why stands in the reason. Stream `vacancy-<vacancyId>`.
 * @source domain.md 4.1, 4.2
 */
export const vacancyCancelled = defineEvent({
  type: 'VacancyCancelled',
  version: 1,
  status: 'CANCELLED',
  data: Type.Object({ vacancyId: Uuid, cancelledBy: Uuid }),
});
export type VacancyCancelled = EventOf<typeof vacancyCancelled>;
