import { careerContracts, type EmploymentEnded } from '@jejak/contracts/career';
import { trainingContracts } from '@jejak/contracts/training';
import type { Appended } from '@jejak/event-store';
import { plusDays } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import type { ProbationEvent } from './probation.decider';
import { Probations } from './probations';

/**
 * The end of the probation year; or of the employment, whose last day is over by 00:00 UTC of the next everywhere from Greenwich to
 * the Pacific.
 * @source domain.md 6.3, 12
 */
export const probationTimers = timers<ProbationEvent | EmploymentEnded>({
  name: 'probation',
  source: [trainingContracts, careerContracts],
  of: {
    ProbationStarted: ({ data: { employeeId, endsAt } }) => [
      { dueAt: endsAt, command: 'EndProbation', key: employeeId },
    ],
    EmploymentEnded: ({ data: { employeeId, on } }) => [
      {
        ...{ dueAt: `${plusDays(on, 1)}T00:00:00.000Z`, command: 'LapseProbation', key: employeeId },
        payload: { endedOn: on },
      },
    ],
  },
  done: {
    ProbationPassed: ({ data: { employeeId } }) => [{ key: employeeId }],
    ProbationFailed: ({ data: { employeeId } }) => [{ key: employeeId }],
    ProbationLapsed: ({ data: { employeeId } }) => [{ key: employeeId }],
  },
});

/** Ends probations. */
@Injectable()
export class ProbationTimerCommands implements TimerCommands {
  constructor(private readonly probations: Probations) {}

  fire({ command, key, payload, context }: DueTimer): Promise<Appended> {
    if (command !== 'LapseProbation') return this.probations.execute(key, { type: 'EndProbation' }, context);
    return this.probations.execute(
      key,
      { type: 'LapseProbation', endedOn: String(payload.endedOn) },
      context,
    );
  }
}
