import {
  type AdoptionRoundHeld,
  type LearningBalanceOpened,
  trainingContracts,
} from '@jejak/contracts/training';
import type { Appended } from '@jejak/event-store';
import { plusMonths } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { AdoptionRounds } from './adoption-rounds';
import { quarterOf } from './quarter';

const HOLD = 'HoldAdoptionRound';

/** 00:00 UTC of the day after the quarter: by then it is over everywhere from Greenwich to the Pacific. */
const roundOf = (quarter: string) => ({
  ...{ dueAt: `${plusMonths(quarter, 3)}T00:00:00.000Z`, command: HOLD, key: quarter },
});

/**
 * The quarter in which this service hears of the first employee is counted when it is over, and each one after it. Of its own facts
 * alone: what another service told may be heard after the round that it would ask for. @source domain.md 6.3
 */
export const adoptionRoundTimers = timers<LearningBalanceOpened | AdoptionRoundHeld>({
  name: 'adoption-round',
  source: trainingContracts,
  of: {
    LearningBalanceOpened: ({ envelope: { at } }) => [roundOf(quarterOf(at.slice(0, 10)))],
    AdoptionRoundHeld: ({ data: { quarter } }) => [roundOf(plusMonths(quarter, 3))],
  },
  done: { AdoptionRoundHeld: ({ data: { quarter } }) => [{ key: quarter }] },
});

@Injectable()
export class AdoptionRoundTimerCommands implements TimerCommands {
  constructor(private readonly rounds: AdoptionRounds) {}

  fire({ key: quarter, context }: DueTimer): Promise<Appended> {
    return this.rounds.hold(quarter, context);
  }
}
