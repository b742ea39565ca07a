import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { disciplineTimers, DisciplineTimers } from './discipline/discipline.timers';
import { EvaluationTimerCommands } from './evaluation/evaluation-timer-commands';
import { evaluationTimers } from './evaluation/evaluation.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class PerformanceTimers implements TimerCommands {
  private readonly bySet: ReadonlyMap<string, TimerCommands>;

  constructor(evaluations: EvaluationTimerCommands, discipline: DisciplineTimers) {
    this.bySet = new Map<string, TimerCommands>([
      [evaluationTimers.name, evaluations],
      [disciplineTimers.name, discipline],
    ]);
  }

  fire(timer: DueTimer): Promise<Appended | void> {
    const commands = this.bySet.get(timer.name);
    if (!commands) throw new Error(`nobody knows the timers of ${timer.name}`);
    return commands.fire(timer);
  }
}
