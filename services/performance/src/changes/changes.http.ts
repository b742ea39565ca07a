import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Measured } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import type { Projection } from '@jejak/projections';
import {
  type Change,
  type ChangedObject,
  type ChangePage,
  Changes,
  ChangesRequest,
  CLOCK,
  untilGone,
  type Watched,
} from '@jejak/service';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { evaluationList } from '../evaluation/evaluation.projection';
import { feedbackList } from '../feedback/feedback.projection';
import { measurementList } from '../measurement/measurement.projection';
import { obstacleList } from '../obstacle/obstacle.projection';
import { periodList } from '../period/period.projection';
import { planList } from '../plan/plan.projection';
import { Rulebook } from '../rules/rulebook';
import { supportList } from '../support/support.projection';

/** By kind of object: its read model, and the columns that name it and its employee. */
const OBJECTS: Readonly<Record<string, readonly [Pick<Projection, 'name'>, string, string, string]>> = {
  plan: [planList, 'plan_list', 'plan_id', 'employee_id'],
  measurement: [measurementList, 'measurement_list', 'measurement_id', 'employee_id'],
  period: [periodList, 'period_list', 'periodic_id', 'employee_id'],
  evaluation: [evaluationList, 'evaluation_list', 'evaluation_id', 'employee_id'],
  feedback: [feedbackList, 'feedback_list', 'feedback_id', 'to_id'],
  obstacle: [obstacleList, 'obstacle_list', 'obstacle_id', 'employee_id'],
  support: [supportList, 'support_list', 'support_id', 'employee_id'],
};

/** Whose objects these are. */
const EMPLOYEES = Object.entries(OBJECTS)
  .map(
    ([aggregate, [, table, id, employee]]) =>
      `select '${aggregate}' as aggregate, ${id} as id, ${employee} as employee from rm.${table} where ${id} = any($1::uuid[])`,
  )
  .join(' union all ');
const OWN = `with object as (${EMPLOYEES})
  select aggregate, id, employee = $2::uuid as own, employee in (select rm.team_of($2::uuid, $3::date)) as team
  from object where employee is not null`;

interface Line {
  readonly aggregate: string;
  readonly id: string;
  readonly own: boolean;
  readonly team: boolean;
}

/** Says to employees and supervisors that something of theirs has changed. @source console.md 11 */
@Controller('changes')
export class ChangesController implements Watched {
  readonly seenIn = new Map(
    Object.entries(OBJECTS).map(([aggregate, [projection]]) => [aggregate, projection]),
  );

  constructor(
    private readonly changes: Changes,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Topics: `me.performance`, of the caller; `team`, of those whom the caller supervises. */
  @Get()
  @Requires('performance:read')
  @Measured('feed')
  read(
    @Query() { topics, after, timeout }: ChangesRequest,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangePage> {
    const signal = untilGone(response);
    return this.changes.read(this, {
      ...{ context, topics: new Set(topics), waitMs: timeout, signal },
      ...(after === undefined ? {} : { after }),
    });
  }

  async heardBy(
    { actor, role }: CommandContext,
    objects: readonly ChangedObject[],
    topics: ReadonlySet<string>,
  ): Promise<readonly Change[]> {
    const { date } = await this.rulebook.today(this.clock.now());
    const reader = readerOf(actor);
    const lines = await this.db.query<Line[]>(OWN, [objects.map(({ id }) => id), reader, date]);
    return objects.flatMap(({ aggregate, id, version }) => {
      const line = lines.find((one) => one.aggregate === aggregate && one.id === id);
      const heard: string[] = [];
      if (line?.own && topics.has('me.performance')) heard.push('me.performance');
      if (line?.team && role === 'supervisor' && topics.has('team')) heard.push('team');
      return heard.map((topic) => ({ topic, key: reader, version }));
    });
  }
}
