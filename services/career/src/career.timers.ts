import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import {
  eligibilityRoundTimers,
  EligibilityRoundTimerCommands,
} from './eligibility/eligibility-round.timers';
import { eligibilityTimers, EligibilityTimerCommands } from './eligibility/eligibility.timers';
import { talentTimers, TalentTimerCommands } from './talent/talent.timers';
import { OverduePublications, overdueTimers } from './publication/overdue-publications';
import { PromotionTimerCommands, promotionTimers } from './promotion/promotion.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class CareerTimers implements TimerCommands {
  private readonly bySet: ReadonlyMap<string, TimerCommands>;

  constructor(
    eligibility: EligibilityTimerCommands,
    round: EligibilityRoundTimerCommands,
    promotion: PromotionTimerCommands,
    talent: TalentTimerCommands,
    overdue: OverduePublications,
  ) {
    this.bySet = new Map<string, TimerCommands>([
      [eligibilityTimers.name, eligibility],
      [eligibilityRoundTimers.name, round],
      [promotionTimers.name, promotion],
      [talentTimers.name, talent],
      [overdueTimers.name, overdue],
    ]);
  }

  async fire(timer: DueTimer): Promise<Appended | void> {
    const commands = this.bySet.get(timer.name);
    if (!commands) throw new Error(`nobody fires the timers of ${timer.name}`);
    return commands.fire(timer);
  }
}
