import type { EmploymentEndKind } from '@jejak/contracts/career';
import type { EmploymentEnd } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { naturalId } from '@jejak/kernel';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { EvaluationReading } from '../evaluation/evaluation.reading';
import { plan } from '../plan/plan.decider';
import { PlanReading, planStream } from '../plan/plan.reading';

/** An end of employment as the event told of it that set the timer. */
interface Ended {
  readonly employeeId: string;
  readonly kind: EmploymentEndKind;
  /** Legal date: the last day. */
  readonly on: string;
}

const REASON: Readonly<Record<EmploymentEndKind, EmploymentEnd>> = {
  RETIRED: 'RETIREMENT',
  RESIGNED: 'RESIGNATION',
  DIED: 'DEATH',
  DISMISSED: 'DISMISSAL',
};

/**
 * Closes the plans of somebody whose employment has ended on the last day, and ends what they objected to: no rating is
 * invented. @source domain.md 12, 16 (death or dismissal mid-objection)
 */
@Injectable()
export class EmploymentTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly plans: PlanReading,
    private readonly evaluations: EvaluationReading,
  ) {}

  async fire({ payload, context }: DueTimer): Promise<void> {
    // Of this set, whose payload it is.
    const { employeeId, kind, on } = payload as unknown as Ended;
    const own = (id: string) => ({ ...context, commandId: naturalId(context.commandId, id) });
    for (const planId of await this.openPlans(employeeId, on)) {
      const close = { type: 'ClosePlan', cause: 'EMPLOYMENT_ENDED', lastDay: on } as const;
      await this.store.execute(plan, planStream(planId), close, own(planId), this.plans.existing(close));
    }
    for (const id of await this.objections(employeeId)) {
      const end = { type: 'EndObjection', reason: REASON[kind] } as const;
      await this.store.execute(
        ...([evaluation, evaluationStream(id), end, own(id), this.evaluations.of(end.type)] as const),
      );
    }
  }

  private async openPlans(employeeId: string, on: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select plan_id as id from rm.plan_list
       where employee_id = $1 and status <> 'CLOSED' and period_start <= $2::date and period_end >= $2::date
       order by plan_id`,
      [employeeId, on],
    );
    return rows.map(({ id }) => id);
  }

  private async objections(employeeId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select evaluation_id as id from rm.evaluation_list where employee_id = $1 and status = 'UNDER_OBJECTION'
       order by evaluation_id`,
      [employeeId],
    );
    return rows.map(({ id }) => id);
  }
}
