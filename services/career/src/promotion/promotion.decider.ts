import type { Decider } from '@jejak/kernel';
import { decideOn, markDecisionOverdue, recordApproval, takeEffect, verify } from './promotion-deciding';
import { open, propose, withdraw } from './promotion-opening';
import type { Handed, PromotionCommand, PromotionGiven } from './promotion.commands';
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
    case 'TakeEffect':
      return takeEffect(state);
    case 'MarkDecisionOverdue':
      return markDecisionOverdue(state);
  }
};

/** One employee's promotion, from its opening to the day on which it takes effect. @source domain.md 7.1, 7.2, 7.4 */
export const promotion: Decider<PromotionCommand, PromotionEvent, Promotion, PromotionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
