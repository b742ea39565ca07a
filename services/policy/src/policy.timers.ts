import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { exceptionEnds } from './exception/exception.timers';
import { Exceptions } from './exception/exceptions';
import { Governance } from './policy/governance';
import { activation } from './policy/policy.timers';
import { reviewClocks } from './review/review.timers';
import { Reviews } from './review/reviews';

/** The sets of timers of this service. */
export const policyTimers = [activation, reviewClocks, exceptionEnds];

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class PolicyTimers implements TimerCommands {
  constructor(
    private readonly governance: Governance,
    private readonly reviews: Reviews,
    private readonly exceptions: Exceptions,
  ) {}

  fire(timer: DueTimer): Promise<Appended> {
    switch (timer.name) {
      case reviewClocks.name:
        return this.reviews.fire(timer);
      case exceptionEnds.name:
        return this.exceptions.fire(timer);
      default:
        return this.governance.fire(timer);
    }
  }
}
