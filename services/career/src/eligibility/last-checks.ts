import type { EligibilityChecked } from '@jejak/contracts/career';
import type { DataSource } from 'typeorm';

/** The last check of a kind: every condition with what it needs and what there is. */
export interface LastCheck extends Pick<
  EligibilityChecked['data'],
  'caseId' | 'employeeId' | 'kind' | 'effective' | 'eligible' | 'checks' | 'proposeBy' | 'overdueAt'
> {
  readonly checkedAt: string;
}

/** SQL of what is shown of `rm.eligibility_list`. */
export const LAST_CHECK = `case_id as "caseId", employee_id as "employeeId", kind, effective::text as effective, eligible, checks,
  propose_by::text as "proposeBy", to_char(overdue_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "overdueAt",
  to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "checkedAt"`;

/** One's own, by kind. */
export const lastChecksOf = (db: DataSource, employeeId: string): Promise<LastCheck[]> =>
  db.query<LastCheck[]>(
    `select ${LAST_CHECK} from rm.eligibility_list where employee_id = $1 order by kind`,
    [employeeId],
  );
