import { Requires } from '@jejak/auth';
import { type CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { staffOn } from '../people/staff';
import { Rulebook } from '../rules/rulebook';
import { flaggedShare, type UnitLoad, workloadIndex } from './workload';

export class WorkloadRequest extends PageRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

interface WorkloadLine extends UnitLoad {
  readonly index: string | null;
  readonly flaggedShare: string | null;
}

/** What somebody should have done by now. */
interface OverdueLine {
  readonly kind: string;
  /** Of the plan, period, obstacle, improvement plan, evaluation or case; of a plan that is not there, of the employee. */
  readonly key: string;
  readonly employeeId: string;
  readonly due: string;
  readonly status: string;
}

const units = keyset('workload', { unitId: 'uuid' });
const late = keyset('overdue', { due: 'date', key: 'uuid' });

/**
 * Plans that nobody agreed, periods and years that nobody rated, objections and appeals that nobody decided, in time; and who has not
 * even a draft once the day is over.
 */
const OVERDUE = `
  select 'PLAN' as kind, plan_id as key, employee_id as "employeeId", agree_by as due, status from rm.plan_list
    where overdue and status in ('DRAFT', 'SUBMITTED', 'RETURNED')
  union all
  select 'PERIOD', periodic_id, employee_id, rate_by, status from rm.period_list
    where overdue and status in ('DUE', 'SELF_REPORTED')
  union all
  select 'OBSTACLE', obstacle_id, employee_id, escalates_at::date, status from rm.obstacle_list where status = 'ESCALATED'
  union all
  select 'IMPROVEMENT', improvement_id, employee_id, coalesce(assess_by, open_by), status from rm.improvement_list
    where overdue and status in ('REQUIRED', 'OPEN')
  union all
  select 'EVALUATION', evaluation_id, employee_id, rate_by, status from rm.evaluation_list
    where rate_by < $1::date and status in ('OPENED', 'RECOMMENDED')
  union all
  select 'OBJECTION', evaluation_id, employee_id, (objection ->> 'decideBy')::date, status from rm.evaluation_list
    where status = 'UNDER_OBJECTION' and (objection ->> 'decideBy')::date < $1::date
  union all
  select 'APPEAL', case_id, employee_id, answer_by, status from rm.discipline_list
    where status = 'APPEALED' and answer_by < $1::date
  union all
  select 'PLAN', f.employee_id, f.employee_id, c.agree_by, 'MISSING' from (${staffOn('$1')}) f
    cross join (select year, (year || '-' || $7::text)::date as agree_by from rm.cycle_list where status = 'OPEN') c
    where c.agree_by < $1::date
      and not exists (select from rm.plan_list p where p.employee_id = f.employee_id and p.year = c.year)`;

/** Safeguards against pressure, and against what is forgotten. */
@Controller()
export class WorkloadController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The load of each unit; figures of units, nobody's name. @source domain.md 5.9 */
  @Get('workload')
  @Requires('performance:read')
  @Exported('workload', ['unitId', 'openPlans', 'staff', 'targets', 'flagged', 'index', 'flaggedShare'])
  async workload(@Query() { cursor, limit, year }: WorkloadRequest): Promise<Page<WorkloadLine>> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules } = await this.rulebook.executionRules(date);
    const after = units.after(cursor);
    const rows = await this.db.query<UnitLoad[]>(
      `select u.unit_id as "unitId",
         (select count(*)::int from rm.plan_list p where p.unit_id = u.unit_id and p.year = $2
           and p.status in ('ACTIVE', 'DISPUTED', 'CHANGE_REQUESTED')) as "openPlans",
         (select count(*)::int from (${staffOn('$1')}) s where s.unit_id = u.unit_id) as staff,
         (select coalesce(sum(jsonb_array_length(p.indicators)), 0)::int from rm.plan_list p
           where p.unit_id = u.unit_id and p.year = $2 and p.status <> 'DRAFT') as targets,
         (select count(*)::int from rm.plan_list p cross join lateral jsonb_each(p.realism) r
           where p.unit_id = u.unit_id and p.year = $2 and p.status <> 'DRAFT'
             and (r.value ->> 'flagged')::boolean) as flagged
       from rm.unit_chart u where ($3::uuid is null or u.unit_id > $3) order by u.unit_id limit $4`,
      [date, year ?? Number(date.slice(0, 4)), after?.unitId ?? null, limit + 1],
    );
    const page = units.page(rows, limit, ({ unitId }) => ({ unitId }));
    return {
      ...page,
      items: page.items.map((load) => ({
        ...load,
        index: workloadIndex(load, rules.normalHoursPerWeek),
        flaggedShare: flaggedShare(load),
      })),
    };
  }

  /** What is late, of whom the caller may read; longest ago first. */
  @Get('overdue')
  @Requires('performance:read')
  @Exported('overdue', ['kind', 'key', 'employeeId', 'due', 'status'])
  async overdue(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<OverdueLine>> {
    const { date } = await this.rulebook.today(this.clock.now());
    const after = late.after(cursor);
    const { monthDay } = await this.rulebook.planDeadline(date);
    const rows = await this.db.query<OverdueLine[]>(
      `select kind, key, "employeeId", due::text as due, status
       from (${OVERDUE.replaceAll('$1', '$3')}) overdue
       where ${readable('"employeeId"')} and ($4::date is null or (due, key) > ($4::date, $5::uuid))
       order by overdue.due, key limit $6`,
      [readerOf(actor), role, date, after?.due ?? null, after?.key ?? null, limit + 1, monthDay],
    );
    return late.page(rows, limit, ({ due, key }) => ({ due, key }));
  }
}
