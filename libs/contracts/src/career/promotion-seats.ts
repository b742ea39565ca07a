import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** A proposal holds a seat of a formation. Stream `promotion-seats-<formationId>`. */
export const promotionSeatTaken = defineEvent({
  type: 'PromotionSeatTaken',
  version: 1,
  data: Type.Object({ formationId: Uuid, caseId: Uuid }),
});
export type PromotionSeatTaken = EventOf<typeof promotionSeatTaken>;

/** It came to nothing: the seat is there again. */
export const promotionSeatReturned = defineEvent({
  type: 'PromotionSeatReturned',
  version: 1,
  data: Type.Object({ formationId: Uuid, caseId: Uuid }),
});
export type PromotionSeatReturned = EventOf<typeof promotionSeatReturned>;

/**
 * One case of an employee is open at a time: this one. Recorded with its opening, so that of two opened in the same instant one wins.
 * Stream `promotion-turn-<employeeId>`; subject: the employee.
 */
export const promotionTurnTaken = defineEvent({
  type: 'PromotionTurnTaken',
  version: 1,
  data: Type.Object({ employeeId: Uuid, caseId: Uuid }),
});
export type PromotionTurnTaken = EventOf<typeof promotionTurnTaken>;

/** It took effect or came to nothing: another may be opened. */
export const promotionTurnReturned = defineEvent({
  type: 'PromotionTurnReturned',
  version: 1,
  data: Type.Object({ employeeId: Uuid, caseId: Uuid }),
});
export type PromotionTurnReturned = EventOf<typeof promotionTurnReturned>;
