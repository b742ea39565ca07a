import { Requires } from '@jejak/auth';
import type { Predicate } from '@jejak/contracts/performance';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { YearRequest } from '../me/me.http';
import { type PolicyChange, PolicyChanges } from '../rules/policy-changes';
import { Rulebook } from '../rules/rulebook';
import { achievementsOf } from '../standing/standing';
import { Standings } from '../standing/standings';
import { staffOn } from '../people/staff';
import { visibleUnit } from '../people/visible-unit';
import { WorkloadRequest } from '../workload/workload.http';
import { dashboardOf, lineOf, type UnitCounts, type UnitDashboard, type UnitLine } from './unit-dashboard';

const units = keyset('unit-dashboard', { unitId: 'uuid' });

/** Parameters $1 the city's day, $2 the year, $3 who reads, $4 under which role. */
const VISIBLE = visibleUnit('$1', '$3', '$4');

const count = (as: string, from: string) => `(select count(*)::int from ${from}) as "${as}"`;
const ofYear = (table: string, where = 'true') =>
  `rm.${table} l where l.unit_id = u.unit_id and l.year = $2 and ${where}`;
const inYear = (table: string, day: string, where: string) =>
  `rm.${table} l where l.unit_id = u.unit_id and extract(year from ${day}) = $2 and ${where}`;

const COUNTS = [
  'u.unit_id as "unitId"',
  'u.code',
  'u.name',
  `(select o.predicate from rm.organisation_result_list o where o.unit_id = u.unit_id and o.year = $2) as "orgPredicate"`,
  count('staff', `(${staffOn('$1')}) s where s.unit_id = u.unit_id`),
  count('plans', ofYear('plan_list')),
  count('openPlans', ofYear('plan_list', `l.status in ('ACTIVE', 'DISPUTED', 'CHANGE_REQUESTED')`)),
  count('plansOverdue', ofYear('plan_list', `l.overdue and l.status in ('DRAFT', 'SUBMITTED', 'RETURNED')`)),
  `(select coalesce(sum(jsonb_array_length(l.indicators)), 0)::int from ${ofYear('plan_list', `l.status <> 'DRAFT'`)}) as targets`,
  `(select count(*)::int from rm.plan_list l cross join lateral jsonb_each(l.realism) r where l.unit_id = u.unit_id
      and l.year = $2 and l.status <> 'DRAFT' and (r.value ->> 'flagged')::boolean) as flagged`,
  count(
    'periodsOverdue',
    inYear('period_list', 'l.to_date', `l.overdue and l.status in ('DUE', 'SELF_REPORTED')`),
  ),
  count('obstaclesOpen', inYear('obstacle_list', 'l.raised_at', `l.status not in ('RESOLVED', 'ENDED')`)),
  count('obstaclesEscalated', inYear('obstacle_list', 'l.raised_at', `l.status = 'ESCALATED'`)),
  count('supportOpen', `rm.support_list l where l.unit_id = u.unit_id and l.status in ('RAISED', 'GRANTED')`),
  count(
    'amountsWaiting',
    inYear('measurement_list', 'l.to_date', `l.status in ('REPORTED', 'QUARANTINED', 'DISPUTED')`),
  ),
  count('amountsRejected', inYear('measurement_list', 'l.to_date', `l.status = 'REJECTED'`)),
  count('evaluations', ofYear('evaluation_list')),
  count('rated', ofYear('evaluation_list', 'l.predicate is not null')),
  count('final', ofYear('evaluation_list', `l.status = 'FINAL'`)),
  count('contested', ofYear('evaluation_list', 'l.contested')),
  count('objections', ofYear('evaluation_list', 'l.objection is not null')),
  count('objectionsUpheld', ofYear('evaluation_list', `l.objection ->> 'outcome' in ('UPHELD', 'PARTLY')`)),
  count('rewards', ofYear('reward_list', `l.status = 'GRANTED'`)),
].join(', ');

/** What a unit has on its hands and what came of it: for leaders every unit, for the head of a unit the own one. */
@Controller('unit-dashboard')
export class UnitDashboardController {
  constructor(
    private readonly db: DataSource,
    private readonly standings: Standings,
    private readonly changes: PolicyChanges,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The units that the caller leads, or all. Figures of units, nobody's name. */
  @Get()
  @Requires('performance:read')
  @Exported('unit-dashboard', [
    'unitId',
    'code',
    'name',
    'orgPredicate',
    'staff',
    'plans',
    'openPlans',
    'plansOverdue',
    'targets',
    'flagged',
    'periodsOverdue',
    'obstaclesOpen',
    'obstaclesEscalated',
    'supportOpen',
    'amountsWaiting',
    'amountsRejected',
    'evaluations',
    'rated',
    'final',
    'contested',
    'objections',
    'objectionsUpheld',
    'rewards',
    'workloadIndex',
    'flaggedShare',
  ])
  async list(
    @Query() { cursor, limit, year }: WorkloadRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<UnitLine>> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules } = await this.rulebook.executionRules(date);
    const after = units.after(cursor);
    const rows = await this.db.query<UnitCounts[]>(
      `select ${COUNTS} from rm.unit_chart u
       where ${VISIBLE} and ($5::uuid is null or u.unit_id > $5) order by u.unit_id limit $6`,
      [
        ...[date, year ?? Number(date.slice(0, 4)), readerOf(actor), role],
        ...[after?.unitId ?? null, limit + 1],
      ],
    );
    const page = units.page(rows, limit, ({ unitId }) => ({ unitId }));
    return { ...page, items: page.items.map((row) => lineOf(row, rules.normalHoursPerWeek)) };
  }

  /** One unit, with what its plans have reached by indicator and how its staff is rated. */
  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() unitId: string,
    @Query() { year }: YearRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<UnitDashboard & { readonly year: number; readonly policyChanges: readonly PolicyChange[] }> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules } = await this.rulebook.executionRules(date);
    const of = year ?? Number(date.slice(0, 4));
    const [row] = await this.db.query<UnitCounts[]>(
      `select ${COUNTS} from rm.unit_chart u where ${VISIBLE} and u.unit_id = $5`,
      [date, of, readerOf(actor), role, unitId],
    );
    if (!row) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit whose figures you may see.');
    const { standings, caps } = await this.standings.of(of, date, { unitId });
    const predicates = await this.db.query<{ predicate: Predicate }[]>(
      'select predicate from rm.evaluation_list where unit_id = $1 and year = $2 and predicate is not null',
      [unitId, of],
    );
    const line = lineOf(row, rules.normalHoursPerWeek);
    return {
      year: of,
      policyChanges: await this.changes.ofYear(of, date),
      ...dashboardOf(
        line,
        achievementsOf(standings, caps, date),
        predicates.map(({ predicate }) => predicate),
      ),
    };
  }
}
