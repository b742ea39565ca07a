import {
  careerContracts,
  type EligibilityRoundHeld,
  type EligibilityRoundPlanned,
  type UnitCreated,
} from '@jejak/contracts/career';
import type { Appended } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { EligibilityRounds } from './eligibility-rounds';

const [PLAN, HOLD] = ['PlanRound', 'HoldRound'];
/** The city has one round. */
const KEY = 'city';

/** A city with a unit has people; from then on a round is planned, and each plans the next. @source domain.md 7.4 */
export const eligibilityRoundTimers = timers<UnitCreated | EligibilityRoundPlanned | EligibilityRoundHeld>({
  name: 'eligibility-round',
  source: careerContracts,
  of: {
    UnitCreated: ({ envelope: { at: dueAt } }) => [{ dueAt, command: PLAN, key: KEY }],
    EligibilityRoundPlanned: ({ data: { on, dueAt } }) => [
      { dueAt, command: HOLD, key: KEY, payload: { on } },
    ],
  },
  done: {
    EligibilityRoundPlanned: () => [{ key: KEY, command: PLAN }],
    EligibilityRoundHeld: () => [{ key: KEY, command: HOLD }],
  },
});

@Injectable()
export class EligibilityRoundTimerCommands implements TimerCommands {
  constructor(private readonly rounds: EligibilityRounds) {}

  fire({ command, payload, context }: DueTimer): Promise<Appended> {
    // Written by the timer's own fact.
    if (command === HOLD) return this.rounds.hold(payload.on as string, context);
    if (command !== PLAN) throw new Error(`no timer of the round gives ${command}`);
    return this.rounds.plan(context);
  }
}
