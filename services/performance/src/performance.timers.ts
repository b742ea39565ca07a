import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { disciplineTimers, DisciplineTimers } from './discipline/discipline.timers';
import { CycleTimerCommands } from './cycle/cycle-timer-commands';
import { cycleTimers } from './cycle/cycle.timers';
import { EngagementSurveys } from './engagement/engagement-surveys';
import { engagementTimers } from './engagement/engagement.timers';
import { improvementTimers, ImprovementTimers } from './improvement/improvement.timers';
import { EmploymentTimerCommands } from './employment/employment-timer-commands';
import { employmentTimers } from './employment/employment.timers';
import { EvaluationTimerCommands } from './evaluation/evaluation-timer-commands';
import { evaluationTimers } from './evaluation/evaluation.timers';
import { ObstacleTimerCommands, obstacleTimers } from './obstacle/obstacle.timers';
import { PeriodTimerCommands, periodTimers } from './period/period.timers';
import { PlanTimerCommands } from './plan/plan-timer-commands';
import { planTimers, positionTimers } from './plan/plan.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class PerformanceTimers implements TimerCommands {
  private readonly bySet: ReadonlyMap<string, TimerCommands>;

  constructor(
    cycles: CycleTimerCommands,
    plans: PlanTimerCommands,
    periods: PeriodTimerCommands,
    obstacles: ObstacleTimerCommands,
    evaluations: EvaluationTimerCommands,
    discipline: DisciplineTimers,
    improvement: ImprovementTimers,
    engagement: EngagementSurveys,
    employments: EmploymentTimerCommands,
  ) {
    this.bySet = new Map<string, TimerCommands>([
      [cycleTimers.name, cycles],
      [planTimers.name, plans],
      [positionTimers.name, plans],
      [periodTimers.name, periods],
      [obstacleTimers.name, obstacles],
      [evaluationTimers.name, evaluations],
      [disciplineTimers.name, discipline],
      [improvementTimers.name, improvement],
      [engagementTimers.name, engagement],
      [employmentTimers.name, employments],
    ]);
  }

  fire(timer: DueTimer): Promise<Appended | void> {
    const commands = this.bySet.get(timer.name);
    if (!commands) throw new Error(`nobody gives the commands of ${timer.name}`);
    return commands.fire(timer);
  }
}
