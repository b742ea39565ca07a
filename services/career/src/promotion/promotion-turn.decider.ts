import {
  type PromotionTurnReturned,
  promotionTurnReturned,
  type PromotionTurnTaken,
  promotionTurnTaken,
} from '@jejak/contracts/career';
import { Conflict, type Decider, streamOf } from '@jejak/kernel';

export interface PromotionTurnCommand {
  readonly type: 'TakeTurn' | 'ReturnTurn';
  readonly employeeId: string;
  readonly caseId: string;
}
export type PromotionTurnEvent = PromotionTurnTaken | PromotionTurnReturned;

/** The employee's case that is open; null: none. */
export interface PromotionTurn {
  readonly caseId: string | null;
}

export const turnStream = (employeeId: string): string => streamOf('promotion-turn', employeeId);

/**
 * One promotion of an employee at a time: recorded with the opening and with the end of a case, so that of two opened in the same instant
 * one wins.
 * @throws Conflict PROMOTION_EXISTS @source domain.md 7.1, 7.2
 */
export const promotionTurn: Decider<PromotionTurnCommand, PromotionTurnEvent, PromotionTurn> = {
  initial: { caseId: null },
  decide: ({ type, employeeId, caseId }, { caseId: open }) => {
    const about = { subject: employeeId };
    switch (type) {
      case 'TakeTurn':
        if (open === caseId) return [];
        if (open !== null)
          throw new Conflict('PROMOTION_EXISTS', 'Another promotion of this employee is open.');
        return [promotionTurnTaken({ employeeId, caseId }, about)];
      case 'ReturnTurn':
        return open === caseId ? [promotionTurnReturned({ employeeId, caseId }, about)] : [];
    }
  },
  evolve: (_, { type, data: { caseId } }) => ({ caseId: type === 'PromotionTurnTaken' ? caseId : null }),
};
