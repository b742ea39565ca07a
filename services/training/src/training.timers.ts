import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { adoptionRoundTimers, AdoptionRoundTimerCommands } from './adoption/adoption-round.timers';
import { learningBalanceTimers, LearningBalanceTimerCommands } from './balance/learning-balance.timers';
import { onboardingTimers, OnboardingTimerCommands } from './onboarding/onboarding.timers';
import { TrainingPlanTimerCommands, trainingPlanTimers } from './plan/training-plan.timers';
import { ProbationTimerCommands, probationTimers } from './probation/probation.timers';
import { publicationTimers, YearPublications } from './publication/year-publications';
import { SessionTimerCommands, sessionTimers } from './session/session.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class TrainingTimers implements TimerCommands {
  private readonly bySet: ReadonlyMap<string, TimerCommands>;

  constructor(
    onboarding: OnboardingTimerCommands,
    probation: ProbationTimerCommands,
    balance: LearningBalanceTimerCommands,
    session: SessionTimerCommands,
    plan: TrainingPlanTimerCommands,
    publication: YearPublications,
    adoption: AdoptionRoundTimerCommands,
  ) {
    this.bySet = new Map<string, TimerCommands>([
      [onboardingTimers.name, onboarding],
      [probationTimers.name, probation],
      [learningBalanceTimers.name, balance],
      [sessionTimers.name, session],
      [trainingPlanTimers.name, plan],
      [publicationTimers.name, publication],
      [adoptionRoundTimers.name, adoption],
    ]);
  }

  async fire(timer: DueTimer): Promise<Appended | void> {
    const commands = this.bySet.get(timer.name);
    if (!commands) throw new Error(`nobody fires the timers of ${timer.name}`);
    return commands.fire(timer);
  }
}
