import { Requires } from '@jejak/auth';
import type { Indicator } from '@jejak/contracts/performance';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { readerOf } from '@jejak/organisation';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { RelatedTrainings } from '../learning/related-trainings';
import { MeasurementsRead, reasonOf } from '../measurement/measurements-read';
import { isAgreed, type PlanStatus } from '../plan/plan.state';
import { PolicyChanges } from '../rules/policy-changes';
import { Rulebook } from '../rules/rulebook';
import { ViewRules } from '../rules/view-rules';
import { Standings } from '../standing/standings';
import { comparisonOf } from './comparison';
import { type OwnAmount, progressOf, type Standing } from './my-performance';

export class YearRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

interface OwnPlan {
  readonly planId: string;
  readonly position: string;
  readonly unitId: string;
  readonly status: PlanStatus;
  readonly planVersion: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly agreeBy: string;
  readonly indicators: readonly Indicator[];
  readonly pinnedPolicies: readonly string[];
  readonly evaluation: object | null;
}

/** Shown with the plan of the same natural key: the plan's id says which. */
const OWN_PLANS = `select p.plan_id as "planId", p.position, p.unit_id as "unitId", p.status, p.plan_version as "planVersion",
    p.period_start::text as "periodStart", p.period_end::text as "periodEnd", p.agree_by::text as "agreeBy", p.indicators,
    p.pinned_policies as "pinnedPolicies",
    (select jsonb_build_object('evaluationId', evaluation_id, 'status', e.status, 'contested', contested,
       'predicate', predicate, 'composite', composite::text, 'selfAssessBy', self_assess_by, 'rateBy', rate_by,
       'acknowledgeBy', acknowledge_by, 'objectBy', object_by)
     from rm.evaluation_list e where e.plan_id = p.plan_id) as evaluation
  from rm.plan_list p where p.employee_id = $1 and p.year = $2 order by p.period_start`;

const OWN_AMOUNTS = `select measurement_id as "measurementId", indicator_id as "indicatorId", quantity, from_date::text as "from",
    to_date::text as "to", status, rejection_code as "rejectionCode"
  from rm.measurement_list
  where (employee_id = $1 or (employee_id is null and unit_id = $2)) and from_date >= $3::date and to_date <= $4::date
  order by to_date, from_date, measurement_id`;

const OWN_PERIODS = `select periodic_id as "periodicId", period, status, overdue, predicate,
    self_report_by::text as "selfReportBy", rate_by::text as "rateBy"
  from rm.period_list where plan_id = $1 order by to_date`;

const OWN_OBSTACLES = `select obstacle_id as "obstacleId", indicator_id as "indicatorId", status, due::text as due
  from rm.obstacle_list where plan_id = $1 and status not in ('RESOLVED', 'ENDED') order by raised_at, obstacle_id limit 50`;

const UNREAD = `select count(*)::int as unread from rm.feedback_list
  where to_id = $1::uuid and acknowledged_at is null and given_at >= $2::date and given_at < $3::date + 1`;

/** What concerns the caller: the own year. */
@Controller()
export class MeController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly rules: ViewRules,
    private readonly standings: Standings,
    private readonly measurements: MeasurementsRead,
    private readonly trainings: RelatedTrainings,
    private readonly changes: PolicyChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Where do I stand, and why: every amount with its verdict, what the formulas make of them today, and what to do next: the
   * indicators in which most is to be gained, what stands in the way, and the trainings that close a gap.
   */
  @Get('me/performance')
  @Requires('performance:read')
  async performance(@Query() { year }: YearRequest, @Context() { actor }: CommandContext): Promise<object> {
    const now = this.clock.now();
    const { date } = await this.rulebook.today(now);
    const of = year ?? Number(date.slice(0, 4));
    const plans = await this.db.query<OwnPlan[]>(OWN_PLANS, [readerOf(actor), of]);
    const shown = await Promise.all(
      plans.map(async ({ indicators, ...plan }) => {
        const [around, policyChanges] = await Promise.all([
          this.around(actor, plan),
          this.changes.of(plan.pinnedPolicies, date),
        ]);
        if (!isAgreed(plan)) return { ...plan, indicators, indicatorScore: null, policyChanges, ...around };
        const { cap } = await this.rulebook.evaluationRules(plan.pinnedPolicies, now);
        const [amounts, past] = await Promise.all([this.amounts(actor, plan), this.yearBefore(actor, plan)]);
        const standing = { date, plan: { from: plan.periodStart, to: plan.periodEnd }, past };
        return { ...plan, ...progressOf(indicators, amounts, cap, standing), policyChanges, ...around };
      }),
    );
    return { year: of, plans: shown, trainings: await this.trainings.of(readerOf(actor), date) };
  }

  /**
   * What one is good at, and where one falls behind: each indicator against the rest of the unit, where there are enough of them
   * to point at nobody, and against the own last year.
   */
  @Get('me/performance/comparison')
  @Requires('performance:read')
  async comparison(@Query() { year }: YearRequest, @Context() { actor }: CommandContext): Promise<object> {
    const { date } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4));
    const { minCell, ref } = await this.rules.publication(date);
    const me = readerOf(actor);
    const { standings: own } = await this.standings.of(of, date, { employeeIds: [me] });
    const units = [...new Set(own.map(({ unitId }) => unitId))];
    const plans = await Promise.all(
      units.map(async (unitId) => {
        const { standings, caps } = await this.standings.of(of, date, { unitId });
        const mine = own.filter((standing) => standing.unitId === unitId);
        const indicators = mine.map(({ indicator }) => indicator);
        const { years } = await this.measurements.past({ employeeId: me, unitId }, indicators, of);
        const others = standings.filter(({ employeeId }) => employeeId !== me);
        return { unitId, ...comparisonOf(mine, { others, caps, date, minCell, past: years }) };
      }),
    );
    return { year: of, policy: ref, plans };
  }

  /** What else concerns a plan: its periods with their days, what stands in its way, how much feedback there is to read. */
  private async around(
    actor: string,
    { planId, periodStart, periodEnd }: Omit<OwnPlan, 'indicators'>,
  ): Promise<object> {
    const [periods, obstacles, [{ unread }]] = await Promise.all([
      this.db.query<object[]>(OWN_PERIODS, [planId]),
      this.db.query<object[]>(OWN_OBSTACLES, [planId]),
      this.db.query<{ unread: number }[]>(UNREAD, [readerOf(actor), periodStart, periodEnd]),
    ]);
    return { periods, obstacles, unreadFeedback: unread };
  }

  /** Verified amounts of the year before, from which the seasons are known. */
  private yearBefore(
    actor: string,
    { unitId, periodStart }: Pick<OwnPlan, 'unitId' | 'periodStart'>,
  ): Promise<Standing['past']> {
    const year = Number(periodStart.slice(0, 4)) - 1;
    return this.db.query<Standing['past']>(
      `select indicator_id as "indicatorId", quantity, from_date::text as "from", to_date::text as "to"
       from rm.measurement_list
       where (employee_id = $1 or (employee_id is null and unit_id = $2)) and status in ('VERIFIED', 'CORRECTED')
         and from_date >= $3::date and to_date <= $4::date order by to_date, measurement_id limit 2000`,
      [readerOf(actor), unitId, `${year}-01-01`, `${year}-12-31`],
    );
  }

  private async amounts(
    actor: string,
    { unitId, periodStart, periodEnd }: Pick<OwnPlan, 'unitId' | 'periodStart' | 'periodEnd'>,
  ): Promise<OwnAmount[]> {
    const rows = await this.db.query<Omit<OwnAmount, 'reason'>[]>(OWN_AMOUNTS, [
      actor,
      unitId,
      periodStart,
      periodEnd,
    ]);
    return Promise.all(
      rows.map(async (row) => ({
        ...row,
        // Only of verdicts that need one: most amounts have none, and each costs a look into the log.
        reason: row.rejectionCode === null ? null : await reasonOf(this.store, row.measurementId),
      })),
    );
  }
}
