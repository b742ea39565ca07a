import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ViewRules } from '../rules/view-rules';
import type { Caps, Standing } from './standing';

/** Of which plans of a year. */
export interface Whose {
  readonly unitId?: string;
  readonly employeeIds?: readonly string[];
}

/** Amounts count in the plan in whose days they lie: the employee's own, and those of the unit as a whole. */
const STANDINGS = `
  select p.plan_id as "planId", p.employee_id as "employeeId", p.unit_id as "unitId",
    p.period_start::text as "periodStart", p.period_end::text as "periodEnd", i.indicator,
    (select ref from jsonb_array_elements_text(p.pinned_policies) ref where ref like 'perf.cap@%' limit 1) as cap,
    a.amounts, a.total, a.last
  from rm.plan_list p
  cross join lateral jsonb_array_elements(p.indicators) i(indicator)
  cross join lateral (
    select count(*)::int as amounts, sum(m.quantity)::text as total,
      (array_agg(m.quantity::text order by m.to_date desc, m.from_date desc))[1] as last
    from rm.measurement_list m
    where m.indicator_id = i.indicator ->> 'indicatorId' and m.status in ('VERIFIED', 'CORRECTED')
      and (m.employee_id = p.employee_id or (m.employee_id is null and m.unit_id = p.unit_id))
      and m.from_date >= p.period_start and m.to_date <= least(p.period_end, $2::date)) a
  where p.year = $1 and p.plan_version > 0 and p.period_start <= $2::date
    and ($3::uuid is null or p.unit_id = $3) and ($4::uuid[] is null or p.employee_id = any($4))
  order by p.plan_id`;

/** Where plans stand on a day: read once for every view that shows it, from the lists that are there. */
@Injectable()
export class Standings {
  constructor(
    private readonly db: DataSource,
    private readonly rules: ViewRules,
  ) {}

  /** @param date amounts count that end on it or before */
  async of(
    year: number,
    date: string,
    { unitId, employeeIds }: Whose = {},
  ): Promise<{ readonly standings: readonly Standing[]; readonly caps: Caps }> {
    const rows = await this.db.query<(Omit<Standing, 'cap'> & { readonly cap: string | null })[]>(STANDINGS, [
      ...[year, date, unitId ?? null, employeeIds ?? null],
    ]);
    // An agreed plan has pinned its cap; one that was closed before anybody agreed it is rated by nobody.
    const standings = rows.filter((row): row is Standing => row.cap !== null);
    const refs = [...new Set(standings.map(({ cap }) => cap))];
    const caps = await Promise.all(refs.map(async (ref) => [ref, await this.rules.cap(ref)] as const));
    return { standings, caps: new Map(caps) };
  }
}
