import { DATE, INSTANT } from '../sql-texts';
import type { DeadlineRow } from './deadline.projection';

/** A deadline as its readers see it. */
export type DeadlineView = Omit<DeadlineRow, 'obligedAs' | 'duties' | 'scope' | 'role'> & {
  readonly link?: string;
};

export const DEADLINE = `d.watch_id as "watchId", d.kind, d.object, d.nature, d.topic, d.unit_id as "unitId",
  d.person_id as "personId", ${INSTANT('d.due_at')} as "dueAt", ${DATE('d.due_on')} as "dueOn", d.status,
  ${INSTANT('d.met_at')} as "metAt", d.late, d.rungs, d.escalated_to as "escalatedTo",
  ${INSTANT('d.escalated_at')} as "escalatedAt"`;

/** What a file of deadlines holds. */
export const DEADLINE_COLUMNS = [
  'watchId',
  'kind',
  'object',
  'unitId',
  'personId',
  'dueOn',
  'dueAt',
  'status',
  'metAt',
  'late',
  'escalatedTo',
  'escalatedAt',
] as const;

/**
 * It is the reader who has to act: by name, as whoever rates somebody, by a duty, or under the acting role. $1 who, $2 under which
 * role, $3 the legal date.
 */
export const MINE = `(case d.obliged_as
  when 'PERSON' then d.person_id = $1::uuid
  when 'SUPERVISOR_OF' then d.person_id in (select rm.team_of($1::uuid, $3::date))
  when 'SUPERIOR_OF' then d.person_id in
    (select below from rm.team_of($1::uuid, $3::date) team, rm.team_of(team, $3::date) below)
  when 'DUTY' then exists (select from rm.duty_held h where h.person_id = $1::uuid and h.scope in ('', d.scope::text)
    and d.duties ? h.duty and h.from_date <= $3::date and (h.to_date is null or h.to_date >= $3::date))
  else d.role = $2::text end)`;

/**
 * Who may see a deadline that is somebody else's: HR, leaders and inspectors all, a supervisor those of the team and of its teams,
 * the head of a unit its own. @source domain.md 13
 */
export const VISIBLE = `(${MINE} or $2::text in ('hr_admin', 'leadership', 'inspector')
  or ($2::text = 'supervisor' and d.person_id in (select rm.readable_by($1::uuid, $2::text, $3::date)))
  or ($2::text in ('employee', 'supervisor') and exists (select from rm.duty_held h where h.person_id = $1::uuid
    and h.duty = 'unit_head' and h.scope = d.unit_id::text
    and h.from_date <= $3::date and (h.to_date is null or h.to_date >= $3::date))))`;
