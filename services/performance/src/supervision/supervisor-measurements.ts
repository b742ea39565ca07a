import { type Clock, Unavailable } from '@jejak/kernel';
import { type DueTimer, Projections } from '@jejak/projections';
import { CLOCK, type TimerCommands } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SystemMeasurements } from '../measurement/system-measurements';
import { quarterOf } from '../publication/quarter';
import { Rulebook } from '../rules/rulebook';
import { type SupervisorFigure, supervisorFigures, type TeamQuarter } from './supervisor-figures';

/** The read models have everything of the quarter after this time, or the timer tries again. */
const CAUGHT_UP_MS = 10_000;

/** A plan that asks for one of the indicators, and what its employee did in the part of the quarter that it covers. */
interface Asked extends TeamQuarter {
  readonly employeeId: string;
  readonly indicatorId: string;
  readonly from: string;
  readonly to: string;
}

/** Measures supervisors whose plans ask for it, from what they did here, when a quarter is to be rated. @source domain.md 5.2 */
@Injectable()
export class SupervisorMeasurements implements TimerCommands {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly measurements: SystemMeasurements,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async fire({ key, context }: DueTimer): Promise<void> {
    const { calendar, date } = await this.rulebook.today(this.clock.now());
    const [indicators, { rules }] = await Promise.all([
      this.rulebook.systemIndicators(date),
      this.rulebook.executionRules(date),
    ]);
    if (!indicators) return;
    const { engagement: _, ...ofSupervisors } = indicators;
    const figureOf = new Map(
      Object.entries(ofSupervisors).flatMap(([figure, ids]) =>
        // The names of the figures are those of the parameter.
        ids.map((id) => [id, figure as SupervisorFigure] as const),
      ),
    );
    if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
      throw new Unavailable('UNAVAILABLE', 'What was done in the quarter is still on its way.');
    const { from, to } = quarterOf(key);
    const asked = await this.asked([...figureOf.keys()], { from, to }, calendar.zone, rules.obstacleDays);
    for (const one of asked) {
      const figure = figureOf.get(one.indicatorId);
      const quantity = figure && supervisorFigures(one)[figure];
      if (!quantity) continue;
      const { employeeId, indicatorId, from: since, to: until } = one;
      const said = { source: 'SYSTEM', indicatorId, unitId: null, employeeId, from: since, to: until };
      await this.measurements.record({ ...said, quantity }, context);
    }
  }

  private asked(
    indicatorIds: readonly string[],
    { from, to }: { readonly from: string; readonly to: string },
    zone: string,
    obstacleDays: number,
  ): Promise<Asked[]> {
    return this.db.query<Asked[]>(
      `with asked as (
         select distinct p.employee_id, i.value ->> 'indicatorId' as indicator_id,
           greatest(p.period_start, $2::date) as from_date, least(p.period_end, $3::date) as to_date
         from rm.plan_list p cross join lateral jsonb_array_elements(p.indicators) i
         where p.plan_version > 0 and p.period_start <= $3::date and p.period_end >= $2::date
           and i.value ->> 'source' = 'SYSTEM' and i.value ->> 'indicatorId' = any($1::text[]))
       select a.employee_id as "employeeId", a.indicator_id as "indicatorId",
         a.from_date::text as "from", a.to_date::text as "to",
         team.n as subordinates, given.n as feedback, rated.n as periods, rated.in_time as "ratedInTime",
         met.n as obstacles, met.followed as "followedUp"
       from asked a
       cross join lateral (select coalesce(array_agg(id), '{}') as ids, count(*)::int as n
         from rm.team_of(a.employee_id, a.to_date) id) team
       cross join lateral (select count(*)::int as n from rm.feedback_list f
         where f.from_id = a.employee_id and f.to_id = any(team.ids)
           and (f.given_at at time zone $4)::date between a.from_date and a.to_date) given
       cross join lateral (select count(*)::int as n, (count(*) filter (where in_time))::int as in_time from (
           select r.status in ('RATED', 'ACKNOWLEDGED') and not r.overdue as in_time from rm.period_list r
           where r.employee_id = any(team.ids) and r.to_date between a.from_date and a.to_date
           union all
           select e.predicate is not null and not e.overdue from rm.evaluation_list e
           where e.employee_id = any(team.ids) and e.rate_by between a.from_date and a.to_date) due) rated
       cross join lateral (select count(*)::int as n,
           (count(*) filter (where o.escalated_to is null and o.status in ('PLAN_AGREED', 'RESOLVED')))::int as followed
         from rm.obstacle_list o where o.employee_id = any(team.ids) and o.status <> 'ENDED'
           and (o.raised_at at time zone $4)::date + $5::int between a.from_date and a.to_date) met
       order by 1, 2, 3`,
      [indicatorIds, from, to, zone, obstacleDays],
    );
  }
}
