/**
 * Who works where on a day, by the position that began last, and whose employment goes on: a query of `employee_id` and `unit_id`.
 * @param day a parameter that holds a legal date
 */
export const staffOn = (
  day: string,
): string => `select f.employee_id, held.unit_id from rm.employee_file f cross join lateral (
    select p."unitId" as unit_id from jsonb_to_recordset(f.positions) as p("unitId" uuid, "from" date, "to" date)
    where p."from" <= ${day}::date and (p."to" is null or p."to" >= ${day}::date) order by p."from" desc limit 1) held
  where not exists (select from rm.employment_end e where e.employee_id = f.employee_id and e.last_day < ${day}::date)`;
