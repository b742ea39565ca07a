import {
  type PromotionSeatReturned,
  promotionSeatReturned,
  type PromotionSeatTaken,
  promotionSeatTaken,
} from '@jejak/contracts/career';
import { type Decider, RuleViolated, streamOf } from '@jejak/kernel';

export interface PromotionSeatsCommand {
  readonly type: 'TakeSeat' | 'ReturnSeat';
  readonly formationId: string;
  readonly caseId: string;
}
export interface PromotionSeatsGiven {
  /** Approved, and not taken by vacancies. */
  readonly seats: number;
}

export type PromotionSeatsEvent = PromotionSeatTaken | PromotionSeatReturned;

/** Cases that hold a seat. */
export interface PromotionSeats {
  readonly cases: readonly string[];
}

export const seatsStream = (formationId: string): string => streamOf('promotion-seats', formationId);

/** Seats of a formation that promotions hold: recorded with the proposal, so that two at once never take the same one. @source domain.md 7.4 */
export const promotionSeats: Decider<
  PromotionSeatsCommand,
  PromotionSeatsEvent,
  PromotionSeats,
  PromotionSeatsGiven
> = {
  initial: { cases: [] },
  decide: (command, { cases }, { seats }) => {
    const { formationId, caseId } = command;
    const holds = cases.includes(caseId);
    switch (command.type) {
      case 'TakeSeat':
        if (holds) return [];
        if (cases.length >= seats)
          throw new RuleViolated('NO_FORMATION', 'No seat of the formation is free.', {
            rule: 'promotion.formation',
          });
        return [promotionSeatTaken({ formationId, caseId })];
      case 'ReturnSeat':
        return holds ? [promotionSeatReturned({ formationId, caseId })] : [];
    }
  },
  evolve: ({ cases }, { type, data: { caseId } }) => ({
    cases: type === 'PromotionSeatTaken' ? [...cases, caseId] : cases.filter((one) => one !== caseId),
  }),
};
