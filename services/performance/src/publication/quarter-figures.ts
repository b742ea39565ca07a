import type { Predicate } from '@jejak/contracts/performance';
import { type Calendar, endOfDay, plusDays, startOfDay } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { staffOn } from '../people/staff';
import type { PlanRules } from '../rules/plan-rules';
import { countsOf } from '../scoring/distribution';
import { achievementsOf } from '../standing/standing';
import { Standings } from '../standing/standings';
import type { Quarter } from './quarter';
import type { QuarterFigures } from './quarter-tables';

/**
 * Every unit, with what is counted of it, 0 too. Who was there long enough and has not even a draft of the year is as late as who
 * has one that nobody agreed.
 */
const PLANS = `
  with due as (
    select unit_id, plan_version > 0 and not overdue as on_time from rm.plan_list
      where agree_by between $1::date and $2::date
    union all
    select s.unit_id, false from (${staffOn('$3')}) s
      where $3::date between $1::date and $2::date and exists (select from rm.cycle_list where year = $5)
        and s.employee_id in (select employee_id from (${staffOn('$4')}) before)
        and not exists (select from rm.plan_list p where p.employee_id = s.employee_id and p.year = $5))
  select u.code as unit, count(*) filter (where d.on_time)::int as "onTime",
    count(*) filter (where not d.on_time)::int as late
  from rm.unit_chart u left join due d using (unit_id) group by u.code order by u.code`;

/** A duty by the unit of whom it is about, as its list has it. */
const OVERDUE = `
  select coalesce(u.code, about.unit_id::text) as unit, o.duty, count(*)::int as overdue
  from rm.overdue_duty o
  join (select plan_id as id, unit_id from rm.plan_list
    union all select periodic_id, unit_id from rm.period_list
    union all select evaluation_id, unit_id from rm.evaluation_list
    union all select obstacle_id, unit_id from rm.obstacle_list
    union all select improvement_id, unit_id from rm.improvement_list
    union all select case_id, unit_id from rm.discipline_list) about on about.id = o.about_id
  left join rm.unit_chart u using (unit_id)
  where o.overdue_at >= $1::timestamptz and o.overdue_at < $2::timestamptz
  group by 1, 2 order by 1, 2`;

const OBJECTIONS = `
  select u.code as unit, count(e.evaluation_id) filter (where e.objection ->> 'outcome' = 'UPHELD')::int as upheld,
    count(e.evaluation_id) filter (where e.objection ->> 'outcome' = 'PARTLY')::int as partly,
    count(e.evaluation_id) filter (where e.objection ->> 'outcome' = 'DISMISSED')::int as dismissed,
    count(e.evaluation_id) filter (where e.objection ->> 'outcome' is null)::int as pending
  from rm.unit_chart u left join rm.evaluation_list e on e.unit_id = u.unit_id
    and (e.objection ->> 'filedAt')::timestamptz >= $1::timestamptz and (e.objection ->> 'filedAt')::timestamptz < $2::timestamptz
  group by u.code order by u.code`;

const PREDICATES_BY_UNIT = `
  select coalesce(u.code, e.unit_id::text) as unit, json_agg(e.predicate) as predicates
  from rm.evaluation_list e left join rm.unit_chart u using (unit_id)
  where e.status = 'FINAL' and e.final_at >= $1::timestamptz and e.final_at < $2::timestamptz
  group by 1 order by 1`;

const REWARDS = `
  select coalesce(u.code, r.unit_id::text) as unit, r.rule_id as "ruleId", count(*)::int as granted, sum(r.amount)::float8 as amount
  from rm.reward_list r left join rm.unit_chart u using (unit_id)
  where r.status = 'GRANTED' and r.granted_on between $1::date and $2::date
  group by 1, 2 order by 1, 2`;

/** Periods of the four quarters that end with this one, months or quarters, as the policy of their year had them. */
const SAMPLES = `
  select period, population, jsonb_array_length(measurement_ids) as drawn, checked, correct
  from rm.sample_list where period = any($1::text[]) order by period`;

/** Counts what a quarter comes to, from the lists that are there. */
@Injectable()
export class QuarterFiguresReading {
  constructor(
    private readonly db: DataSource,
    private readonly standings: Standings,
  ) {}

  /** @param deadline by when the plans of a year are agreed */
  async of(
    { year, from, to, name }: Quarter,
    calendar: Calendar,
    deadline: PlanRules['deadline'],
  ): Promise<QuarterFigures> {
    const days = [from, to];
    const agreeBy = `${year}-${deadline.monthDay}`;
    const instants = [startOfDay(from, calendar), endOfDay(to, calendar)];
    const { standings, caps } = await this.standings.of(year, to);
    const achievements = achievementsOf(standings, caps, to);
    const codes = await this.codes();
    // One after the other: this runs beside people who wait for an answer.
    const plans = await this.db.query<QuarterFigures['plans']>(PLANS, [
      ...[...days, agreeBy, plusDays(agreeBy, -deadline.daysAfterJoining), year],
    ]);
    const objections = await this.db.query<QuarterFigures['objections']>(OBJECTIONS, instants);
    const predicates = await this.db.query<{ unit: string; predicates: Predicate[] }[]>(
      PREDICATES_BY_UNIT,
      instants,
    );
    const rewards = await this.db.query<QuarterFigures['rewards']>(REWARDS, days);
    const samples = await this.db.query<QuarterFigures['samples']>(SAMPLES, [periodsUntil(name)]);
    const overdue = await this.db.query<QuarterFigures['overdue']>(OVERDUE, instants);
    return {
      achievements: achievements
        .map(({ unitId, indicatorId, measured, mean }) => ({
          ...{ unit: codes.get(unitId) ?? unitId, indicatorId, measured, mean },
        }))
        .sort((a, b) =>
          a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.indicatorId < b.indicatorId ? -1 : 1,
        ),
      ...{ plans, objections, rewards, samples, overdue },
      predicates: predicates.map(({ unit, predicates: own }) => ({ unit, counts: countsOf(own) })),
    };
  }

  private async codes(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ id: string; code: string }[]>(
      'select unit_id as id, code from rm.unit_chart',
    );
    return new Map(rows.map(({ id, code }) => [id, code]));
  }
}

/** The names of the periods of four quarters, the last of them this one. */
export const periodsUntil = (quarter: string): string[] =>
  Array.from(
    { length: 4 },
    (_, back) => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 - back,
  )
    .flatMap((at) => {
      const [year, nth] = [Math.floor(at / 4), at % 4];
      const months = [1, 2, 3].map((month) => `${year}-${String(nth * 3 + month).padStart(2, '0')}`);
      return [`${year}-Q${nth + 1}`, ...months];
    })
    .sort();
