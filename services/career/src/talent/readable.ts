/**
 * Who may see a row about a person: HR, the leadership and inspectors see all; an employee their own; a supervisor also those
 * whom they have ever been assigned to rate. $1 is the reader's role, $2 the reader.
 * @param column SQL of the row's employee
 * @source domain.md 13
 */
export const readable = (column: string): string =>
  `($1::text in ('hr_admin', 'leadership', 'inspector') or ${column}::text = $2::text
    or ($1 = 'supervisor' and exists (select from rm.employee_directory seen where seen.employee_id = ${column}
      and seen.relations @> jsonb_build_array(jsonb_build_object('supervisorId', $2::text)))))`;
