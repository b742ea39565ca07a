import { type Calendar, startOfDay } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { YearFigures } from './year-tables';

const HOURS = `select kind, credited from rm.learning_balance where year = $1 and kind is not null`;

const SEATS = `
  select s.programme_id as "programmeId", max(p.title) as title, coalesce(u.code, '') as unit,
    count(*) filter (where e.result = 'PASSED')::int as passed, count(*) filter (where e.result = 'FAILED')::int as failed,
    count(*) filter (where e.result is null)::int as open
  from rm.enrolment_list e join rm.session_list s using (session_id) join rm.programme_list p using (programme_id)
    left join rm.unit_chart u on u.unit_id = e.unit_id
  where e.seat = 'CONFIRMED' and s.status <> 'CANCELLED' and s.ends_on between $1::date and $2::date
  group by s.programme_id, coalesce(u.code, '') order by s.programme_id, 3`;

const PROGRAMMES = `
  select p.programme_id as "programmeId", p.title, p.kind, count(*)::int as sessions, sum(s.cost_idr)::float8 as "costIdr",
    coalesce(sum(e.passed), 0)::int as passed, coalesce(sum(e.failed), 0)::int as failed,
    coalesce(sum(e.passed * s.jp), 0)::int as jp, coalesce(sum(e.reactions), 0)::int as reactions,
    round(sum(e.stars) / nullif(sum(e.reactions), 0), 2)::text as reaction
  from rm.session_list s join rm.programme_list p using (programme_id)
    left join lateral (
      select count(*) filter (where result = 'PASSED') as passed, count(*) filter (where result = 'FAILED') as failed,
        count(reaction) as reactions, sum(reaction)::numeric as stars
      from rm.enrolment_list e where e.session_id = s.session_id and e.seat = 'CONFIRMED') e on true
  where s.status <> 'CANCELLED' and s.ends_on between $1::date and $2::date
  group by p.programme_id, p.title, p.kind order by p.programme_id`;

const OVERDUE = `
  select coalesce(u.code, '') as unit, o.duty, count(*)::int as overdue
  from rm.overdue_duty o
    left join rm.onboarding_list n on o.duty = 'ONBOARDING' and n.employee_id = o.about_id
    left join rm.enrolment_list e on o.duty = 'ASSESSMENT' and e.enrolment_id = o.about_id
    left join rm.unit_chart u on u.unit_id = coalesce(n.unit_id, e.unit_id)
  where o.overdue_at >= $1::timestamptz and o.overdue_at < $2::timestamptz
  group by 1, 2 order by 1, 2`;

/** Counts what a year of learning comes to, from the lists that are there. */
@Injectable()
export class YearFiguresReading {
  constructor(private readonly db: DataSource) {}

  async of(year: number, calendar: Calendar): Promise<YearFigures> {
    const days = [`${year}-01-01`, `${year}-12-31`];
    // One after the other: this runs beside people who wait for an answer.
    const hours = await this.db.query<YearFigures['hours']>(HOURS, [year]);
    const seats = await this.db.query<YearFigures['seats']>(SEATS, days);
    const programmes = await this.db.query<YearFigures['programmes']>(PROGRAMMES, days);
    const overdue = await this.db.query<YearFigures['overdue']>(OVERDUE, [
      startOfDay(`${year}-01-01`, calendar),
      startOfDay(`${year + 1}-01-01`, calendar),
    ]);
    return { hours, seats, programmes, overdue };
  }
}
