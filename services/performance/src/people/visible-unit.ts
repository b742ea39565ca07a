/**
 * SQL of whether somebody sees the figures of a unit `u`: who leads or inspects the city sees those of every unit, the head of a unit the
 * own one. @param date parameter of the legal date @param reader of who reads @param role of the role under which
 */
export const visibleUnit = (date: string, reader: string, role: string): string =>
  `(${role}::text in ('hr_admin', 'leadership', 'inspector') or exists (
    select from rm.employee_file f cross join lateral
      jsonb_to_recordset(f.duties) as d(duty text, scope uuid, "from" date, "to" date)
    where f.employee_id = ${reader}::uuid and d.duty = 'unit_head' and d.scope = u.unit_id
      and d."from" <= ${date}::date and (d."to" is null or d."to" >= ${date}::date)))`;
