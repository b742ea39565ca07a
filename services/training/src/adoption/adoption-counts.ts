import { type Calendar, endOfDay, startOfDay } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Counted, lastDayOf } from './quarter';

/**
 * Who has a position in the unit $1 on the last day $2 of the quarter; who of them reported on own work in each of its three months by
 * the clock of the city $5, and who had a dialogue in it, between the instants $3 and $4; which policies were to be known on that
 * last day, and how often one of them had been read by one of those people when it was over.
 */
const COUNTED = `
  with staff as (
    select f.employee_id as id from rm.employee_file f
    where coalesce(rm.employed_until(f.employee_id) >= $2::date, true) and exists (
      select from jsonb_to_recordset(f.positions) as p("unitId" uuid, "from" date, "to" date)
      where p."unitId" = $1 and p."from" <= $2::date and (p."to" is null or p."to" >= $2::date))),
  seen as (
    select s.id, count(distinct date_trunc('month', w.seen_at at time zone $5)) filter (where w.kind = 'SELF_REPORT') as months,
      count(*) filter (where w.kind = 'DIALOGUE') as dialogues
    from staff s left join rm.work_sign w on w.employee_id = s.id and w.seen_at >= $3 and w.seen_at < $4 group by s.id),
  told as (
    select key, policy_version from rm.policy_to_read
    where effective_from <= $2::date and (last_day is null or last_day >= $2::date))
  select count(*)::int as employees, count(*) filter (where months = 3)::int as "selfReporting",
    count(*) filter (where dialogues > 0)::int as dialogue,
    (select coalesce(array_agg(key || '@' || policy_version order by key collate "C"), '{}') from told) as policies,
    (select count(*)::int from told join rm.policy_reading using (key, policy_version) join staff on id = employee_id
     where read_at < $4) as "policyRead",
    (select coalesce(array_agg(line order by line collate "C"), '{}') from (
       select concat_ws('|', 'employee', f.stream, f.version, f.hash) as line from rm.employee_file f join staff on id = employee_id
       union all
       select concat_ws('|', 'sign', w.sign_id, w.kind) from rm.work_sign w join staff on id = w.employee_id
       where w.seen_at >= $3 and w.seen_at < $4
       union all
       select concat_ws('|', 'read', r.employee_id, key, policy_version)
       from told join rm.policy_reading r using (key, policy_version) join staff on id = r.employee_id
       where r.read_at < $4) basis) as basis
  from seen`;

/** Counts how a unit worked in a quarter. @source domain.md 6.3, resistance to change */
@Injectable()
export class AdoptionCounts {
  constructor(private readonly db: DataSource) {}

  /** @param quarter its first day, a legal date */
  async of(unitId: string, quarter: string, calendar: Calendar): Promise<Counted> {
    const last = lastDayOf(quarter);
    const [{ basis, ...counts }] = await this.db.query<(Counted & { readonly basis: readonly string[] })[]>(
      COUNTED,
      [unitId, last, startOfDay(quarter, calendar), endOfDay(last, calendar), calendar.zone],
    );
    return { ...counts, inputsSha256: createHash('sha256').update(basis.join('\n')).digest('hex') };
  }
}
