import type { Predicate } from '@jejak/contracts/performance';
import { type Calendar, endOfDay, startOfDay } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countsOf } from '../scoring/distribution';
import { achievementsOf } from '../standing/standing';
import { Standings } from '../standing/standings';
import type { Quarter } from './quarter';
import type { QuarterFigures } from './quarter-tables';

/** Every unit, with what is counted of it, 0 too. */
const PLANS = `
  select u.code as unit, count(p.plan_id) filter (where p.plan_version > 0 and not p.overdue)::int as "onTime",
    count(p.plan_id) filter (where p.plan_version = 0 or p.overdue)::int as late
  from rm.unit_chart u left join rm.plan_list p on p.unit_id = u.unit_id and p.agree_by between $1::date and $2::date
  group by u.code order by u.code`;

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

  async of({ year, from, to, name }: Quarter, calendar: Calendar): Promise<QuarterFigures> {
    const days = [from, to];
    const instants = [startOfDay(from, calendar), endOfDay(to, calendar)];
    const { standings, caps } = await this.standings.of(year, to);
    const achievements = achievementsOf(standings, caps, to);
    const codes = await this.codes();
    // One after the other: this runs beside people who wait for an answer.
    const plans = await this.db.query<QuarterFigures['plans']>(PLANS, days);
    const objections = await this.db.query<QuarterFigures['objections']>(OBJECTIONS, instants);
    const predicates = await this.db.query<{ unit: string; predicates: Predicate[] }[]>(
      PREDICATES_BY_UNIT,
      instants,
    );
    const rewards = await this.db.query<QuarterFigures['rewards']>(REWARDS, days);
    const samples = await this.db.query<QuarterFigures['samples']>(SAMPLES, [periodsUntil(name)]);
    return {
      achievements: achievements
        .map(({ unitId, indicatorId, measured, mean }) => ({
          ...{ unit: codes.get(unitId) ?? unitId, indicatorId, measured, mean },
        }))
        .sort((a, b) =>
          a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.indicatorId < b.indicatorId ? -1 : 1,
        ),
      ...{ plans, objections, rewards, samples },
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
