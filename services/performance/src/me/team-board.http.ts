import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import type { PlanStatus } from '../plan/plan.state';
import { type PolicyChange, PolicyChanges } from '../rules/policy-changes';
import { Rulebook } from '../rules/rulebook';
import { behindOf } from '../standing/standing';
import { Standings } from '../standing/standings';

/** In the place of the first day of a plan that is not there. */
const NEVER = '0001-01-01';

const BOARD = `select f.employee_id as "employeeId", p.plan_id as "planId", p.period_start::text as "periodStart", p.status as "planStatus",
    (select count(*)::int from rm.measurement_list m where m.employee_id = f.employee_id and m.status = 'REPORTED') as "waiting",
    (select count(*)::int from rm.measurement_list m where m.employee_id = f.employee_id
       and (m.status in ('QUARANTINED', 'DISPUTED') or m.proposed is not null)) as "contestedAmounts",
    (select count(*)::int from rm.feedback_list k where k.to_id = f.employee_id and k.from_id = $1::uuid
       and extract(year from k.given_at) = $3) as "feedbackGiven",
    (select count(*)::int from rm.obstacle_list o where o.employee_id = f.employee_id and o.status not in ('RESOLVED', 'ENDED')) as "obstacles",
    (select count(*)::int from rm.support_list s where s.employee_id = f.employee_id and s.status = 'RAISED') as "support",
    (select count(*)::int from rm.period_list d where d.plan_id = p.plan_id and d.status in ('DUE', 'SELF_REPORTED')) as "periods",
    (select count(*)::int from rm.period_list d where d.plan_id = p.plan_id and d.overdue
       and d.status in ('DUE', 'SELF_REPORTED')) as "periodsOverdue",
    p.overdue as "planOverdue",
    e.evaluation_id as "evaluationId", e.status as "evaluationStatus", e.contested, e.predicate, e.object_by::text as "objectBy",
    e.rate_by::text as "rateBy", e.objection ->> 'decideBy' as "decideBy"
  from rm.employee_file f
  left join rm.plan_list p on p.employee_id = f.employee_id and p.year = $3
  left join rm.evaluation_list e on e.plan_id = p.plan_id
  where f.employee_id in (select rm.team_of($1::uuid, $2::date))
    and ($4::uuid is null or (f.employee_id, coalesce(p.period_start, '${NEVER}')) > ($4, $5::date))
  order by f.employee_id, coalesce(p.period_start, '${NEVER}') limit $6`;

interface BoardLine {
  readonly employeeId: string;
  /** Null, as everything about it, where there is no plan. */
  readonly planId: string | null;
  readonly periodStart: string | null;
  readonly planStatus: PlanStatus | null;
  readonly planOverdue: boolean | null;
  /** Amounts that wait for a verdict, and those that are contested. */
  readonly waiting: number;
  readonly contestedAmounts: number;
  readonly feedbackGiven: number;
  readonly obstacles: number;
  readonly support: number;
  readonly periods: number;
  readonly periodsOverdue: number;
  readonly evaluationId: string | null;
  readonly evaluationStatus: string | null;
  readonly contested: boolean | null;
  readonly predicate: string | null;
  readonly objectBy: string | null;
  readonly rateBy: string | null;
  readonly decideBy: string | null;
}

interface Board extends Page<BoardLine & { readonly behind: readonly string[] }> {
  readonly year: number;
  /** Policies that changed since the year began: it goes on under those of then. */
  readonly policyChanges: readonly PolicyChange[];
}

class BoardRequest extends PageRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

const lines = keyset('team-board', { employeeId: 'uuid', periodStart: 'date' });

/** What waits for a supervisor. @source domain.md 5.10 (team board) */
@Controller('team/board')
export class TeamBoardController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly standings: Standings,
    private readonly changes: PolicyChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who waits for me: each of the team with plan, unverified amounts, what is behind, and evaluation. */
  @Get()
  @Requires('performance:read')
  @Exported('team-board', [
    'employeeId',
    'planId',
    'planStatus',
    'planOverdue',
    'waiting',
    'contestedAmounts',
    'feedbackGiven',
    'obstacles',
    'support',
    'periods',
    'periodsOverdue',
    'evaluationId',
    'evaluationStatus',
    'contested',
    'predicate',
    'objectBy',
    'rateBy',
    'decideBy',
    'behind',
  ])
  async board(
    @Query() { year, cursor, limit }: BoardRequest,
    @Context() { actor }: CommandContext,
  ): Promise<Board> {
    const { date } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4));
    const after = lines.after(cursor);
    const rows = await this.db.query<BoardLine[]>(BOARD, [
      ...[readerOf(actor), date, of, after?.employeeId ?? null, after?.periodStart ?? null, limit + 1],
    ]);
    const { items, next } = lines.page(rows, limit, ({ employeeId, periodStart }) => ({
      employeeId,
      periodStart: periodStart ?? NEVER,
    }));
    const employeeIds = [...new Set(items.map(({ employeeId }) => employeeId))];
    const { standings, caps } = await this.standings.of(of, date, { employeeIds });
    const behind = behindOf(standings, caps, date);
    return {
      year: of,
      policyChanges: await this.changes.ofYear(of, date),
      // Of a plan that nobody agreed nothing is expected yet.
      items: items.map((item) => ({ ...item, behind: behind.get(item.planId ?? '') ?? [] })),
      next,
    };
  }
}
