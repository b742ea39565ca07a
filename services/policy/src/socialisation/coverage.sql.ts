/**
 * Employees on a legal date $3 and, of them, who acknowledged version $2 of policy $1 before an instant $4.
 * @source domain.md 8.1
 */
export const COVERAGE = `
  select count(*)::int as active, count(a.employee_id)::int as acknowledged
  from rm.employment e
  left join rm.policy_acknowledgement a
    on a.employee_id = e.employee_id and a.key = $1 and a.policy_version = $2 and a.acknowledged_at < $4::timestamptz
  where e.start_date <= $3::date and (e.last_day is null or e.last_day >= $3::date)`;
