import { type Decider, Unavailable } from '@jejak/kernel';
import { decideOn, markDecisionOverdue, recordApproval, verify } from './promotion-deciding';
import { lapse, revoke, takeEffect, withdraw } from './promotion-ending';
import { open, propose } from './promotion-opening';
import type { CommandNamed, Handed, PromotionCommand, PromotionGiven } from './promotion.commands';
import { evolve, type Promotion, type PromotionEvent } from './promotion.state';

const decide = (command: PromotionCommand, state: Promotion, given: Handed): PromotionEvent[] => {
  switch (command.type) {
    case 'OpenPromotion':
      return open(command, state, given);
    case 'ProposePromotion':
      return propose(command, state, given);
    case 'WithdrawPromotion':
      return withdraw(command, state, given);
    case 'VerifyPromotion':
      return verify(command, state, given);
    case 'RecordTechnicalApproval':
      return recordApproval(command, state, given);
    case 'DecidePromotion':
      return decideOn(command, state, given);
    case 'RevokePromotion':
      return revoke(command, state, given);
    case 'TakeEffect':
      return foreseen(command, takeEffect(state, given));
    case 'LapsePromotion':
      return foreseen(command, lapse(state, given));
    case 'MarkDecisionOverdue':
      return markDecisionOverdue(state);
  }
};

/** @throws Unavailable where something changed since what goes with it was chosen: it is tried again */
const foreseen = (
  { expecting }: CommandNamed<'TakeEffect' | 'LapsePromotion'>,
  events: PromotionEvent[],
): PromotionEvent[] => {
  if (expecting !== undefined && events.at(0)?.type !== expecting)
    throw new Unavailable('UNAVAILABLE', 'The case has changed in this very moment.');
  return events;
};

/** One employee's promotion, from its opening to the day on which it takes effect. @source domain.md 7.1, 7.2, 7.4 */
export const promotion: Decider<PromotionCommand, PromotionEvent, Promotion, PromotionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
