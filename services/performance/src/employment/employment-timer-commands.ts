import type { EmploymentEndKind } from '@jejak/contracts/career';
import type { EmploymentEnd } from '@jejak/contracts/performance';
import { type Appended, EventStore } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { discipline } from '../discipline/discipline.decider';
import { DisciplineReading, disciplineStream } from '../discipline/discipline.reading';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { EvaluationReading } from '../evaluation/evaluation.reading';
import { improvement } from '../improvement/improvement.decider';
import { ImprovementReading, improvementStream } from '../improvement/improvement.reading';
import { obstacle } from '../obstacle/obstacle.decider';
import { ObstacleReading } from '../obstacle/obstacle.reading';
import { plan } from '../plan/plan.decider';
import { PlanReading, planStream } from '../plan/plan.reading';
import { support } from '../support/support.decider';
import { SupportReading, supportStream } from '../support/support.reading';

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
 * Closes the plans of somebody whose employment has ended on the last day, and ends what is open about them: no rating, sanction or
 * judgement is invented. @source domain.md 12, 16 (death or dismissal mid-objection)
 */
@Injectable()
export class EmploymentTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly plans: PlanReading,
    private readonly evaluations: EvaluationReading,
    private readonly improvements: ImprovementReading,
    private readonly cases: DisciplineReading,
    private readonly obstacles: ObstacleReading,
    private readonly support: SupportReading,
  ) {}

  async fire({ payload, context }: DueTimer): Promise<void> {
    // Of this set, whose payload it is.
    const { employeeId, kind, on } = payload as unknown as Ended;
    const reason = REASON[kind];
    const own = (id: string) => ({ ...context, commandId: naturalId(context.commandId, id) });
    const each = async (list: string, end: (id: string) => Promise<Appended>): Promise<void> => {
      const rows = await this.db.query<{ id: string }[]>(list, [employeeId]);
      for (const { id } of rows) await end(id);
    };
    await each(OPEN.plans, (id) => {
      const close = { type: 'ClosePlan', cause: 'EMPLOYMENT_ENDED', lastDay: on } as const;
      return this.store.execute(plan, planStream(id), close, own(id), this.plans.existing(close));
    });
    await each(OPEN.objections, (id) => {
      const end = { type: 'EndObjection', reason } as const;
      return this.store.execute(
        evaluation,
        evaluationStream(id),
        end,
        own(id),
        this.evaluations.of(end.type),
      );
    });
    await each(OPEN.improvements, (id) => {
      const end = { type: 'EndImprovement', reason } as const;
      const gather = this.improvements.of(context.actor);
      return this.store.execute(improvement, improvementStream(id), end, own(id), gather);
    });
    await each(OPEN.cases, (id) => {
      const gather = this.cases.of('EndCase', context.actor, false);
      return this.store.execute(
        discipline,
        disciplineStream(id),
        { type: 'EndCase', reason },
        own(id),
        gather,
      );
    });
    await each(OPEN.obstacles, (id) => {
      const end = { type: 'EndObstacle', reason } as const;
      return this.store.execute(obstacle, streamOf('obstacle', id), end, own(id), this.obstacles.of(end));
    });
    await each(OPEN.support, (id) => {
      const end = { type: 'EndRequest', by: context.actor, reason } as const;
      return this.store.execute(support, supportStream(id), end, own(id), this.support.of(end));
    });
  }
}

const openOf = (list: string, id: string, states: string): string =>
  `select ${id} as id from rm.${list} where employee_id = $1 and ${states} order by 1`;

/** What may be open about somebody; whether it is, and ends, each decides for itself. */
const OPEN = {
  plans: openOf('plan_list', 'plan_id', `status <> 'CLOSED'`),
  objections: openOf('evaluation_list', 'evaluation_id', `status = 'UNDER_OBJECTION'`),
  improvements: openOf(
    ...(['improvement_list', 'improvement_id'] as const),
    `status in ('REQUIRED', 'OPEN', 'TEST_ORDERED', 'PROPOSED')`,
  ),
  cases: openOf(
    ...(['discipline_list', 'case_id'] as const),
    `status in ('REPORTED', 'SUMMONED', 'HEARD', 'DECIDED', 'APPEALED')`,
  ),
  obstacles: openOf('obstacle_list', 'obstacle_id', `status not in ('RESOLVED', 'ENDED')`),
  support: openOf('support_list', 'support_id', `status in ('RAISED', 'GRANTED')`),
} as const;
