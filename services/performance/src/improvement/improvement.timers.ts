import { performanceContracts } from '@jejak/contracts/performance';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { improvement } from './improvement.decider';
import { ImprovementReading, improvementStream } from './improvement.reading';
import type { ImprovementEvent } from './improvement.state';

const OPENING = 'MarkOpeningOverdue';
const ASSESSMENT = 'MarkAssessmentOverdue';

/** When a supervisor has not opened, or not assessed, an improvement plan in time. @source domain.md 2.4, 5.9 */
export const improvementTimers = timers<ImprovementEvent>({
  name: 'improvement',
  source: performanceContracts,
  of: {
    ImprovementPlanRequired: ({ data: { improvementId, overdueAt } }) => [
      { dueAt: overdueAt, command: OPENING, key: improvementId },
    ],
    ImprovementPlanOpened: ({ data: { improvementId, overdueAt } }) => [
      { dueAt: overdueAt, command: ASSESSMENT, key: improvementId },
    ],
  },
  done: {
    ImprovementPlanOpened: ({ data: { improvementId } }) => [{ key: improvementId, command: OPENING }],
    ImprovementPlanOverdue: ({ data: { improvementId, step } }) => [
      { key: improvementId, command: step === 'OPEN' ? OPENING : ASSESSMENT },
    ],
    ImprovementSucceeded: ({ data: { improvementId } }) => [{ key: improvementId }],
    CompetencyTestOrdered: ({ data: { improvementId } }) => [{ key: improvementId }],
    ImprovementPlanWithdrawn: ({ data: { improvementId } }) => [{ key: improvementId }],
    ImprovementPlanEnded: ({ data: { improvementId } }) => [{ key: improvementId }],
  },
});

@Injectable()
export class ImprovementTimers implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: ImprovementReading,
  ) {}

  fire({ command, key, context }: DueTimer): Promise<Appended> {
    if (command !== OPENING && command !== ASSESSMENT)
      throw new Error(`no timer of improvement plans gives ${command}`);
    const stream = improvementStream(key);
    return this.store.execute(
      improvement,
      stream,
      { type: command },
      context,
      this.reading.of(context.actor),
    );
  }
}
