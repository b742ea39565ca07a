import { trainingContracts } from '@jejak/contracts/training';
import type { Appended } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import type { ProbationEvent } from './probation.decider';
import { Probations } from './probations';

/** The end of the probation year. @source domain.md 6.3 */
export const probationTimers = timers<ProbationEvent>({
  name: 'probation',
  source: trainingContracts,
  of: {
    ProbationStarted: ({ data: { employeeId, endsAt } }) => [
      { dueAt: endsAt, command: 'EndProbation', key: employeeId },
    ],
  },
  done: {
    ProbationPassed: ({ data: { employeeId } }) => [{ key: employeeId }],
    ProbationFailed: ({ data: { employeeId } }) => [{ key: employeeId }],
  },
});

/** Ends probations. */
@Injectable()
export class ProbationTimerCommands implements TimerCommands {
  constructor(private readonly probations: Probations) {}

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.probations.execute(key, { type: 'EndProbation' }, context);
  }
}
