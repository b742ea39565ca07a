import { defineEvent, type EventOf, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * A performance year begins under the policies in force on its first day, which govern it to the end (domain.md 2.5).
 * Stream `cycle-<naturalId('cycle', year)>`.
 */
export const cycleOpened = defineEvent({
  type: 'CycleOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    cycleId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    /** Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
  }),
});
export type CycleOpened = EventOf<typeof cycleOpened>;

/** The year is locked: from now on only an objection's decision or a reopened evaluation changes one of its amounts. */
export const cycleClosed = defineEvent({
  type: 'CycleClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ cycleId: Uuid, year: Type.Integer({ minimum: 2000, maximum: 2999 }) }),
});
export type CycleClosed = EventOf<typeof cycleClosed>;
