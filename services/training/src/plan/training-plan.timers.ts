import { trainingContracts } from '@jejak/contracts/training';
import type { Appended } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import type { TrainingPlanEvent } from './training-plan.decider';
import { TrainingPlans } from './training-plans';

/** When its year is over, a plan is reported on. @source domain.md 6.2 */
export const trainingPlanTimers = timers<TrainingPlanEvent>({
  name: 'training-plan',
  source: trainingContracts,
  of: {
    TrainingPlanApproved: ({ data: { year, reportDueAt } }) => [
      { dueAt: reportDueAt, command: 'ReportPlan', key: String(year) },
    ],
  },
  done: { TrainingPlanReported: ({ data: { year } }) => [{ key: String(year) }] },
});

/** Reports on plans. */
@Injectable()
export class TrainingPlanTimerCommands implements TimerCommands {
  constructor(private readonly plans: TrainingPlans) {}

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.plans.execute(Number(key), { type: 'ReportPlan' }, context);
  }
}
