import { isUuid } from '@jejak/kernel';

/** Roles that read every employee's rows (domain.md 13); each such read of one person's file is recorded. */
const READS_ALL = ['hr_admin', 'leadership', 'inspector'] as const;

const ROLES = READS_ALL.map((role) => `'${role}'`).join(', ');

/**
 * The condition on a row that its reader may know of it. Parameters $1 who reads, $2 under which role, $3 the legal date on
 * which relations are looked up.
 * @param column SQL of the row's employee
 */
export const readable = (column: string): string =>
  `($2::text in (${ROLES}) or ${column} in (select rm.readable_by($1::uuid, $2::text, $3::date)))`;

/** Nobody has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who reads, for $1: a machine's name is no person's id, so under it nobody's own rows are found. */
export const readerOf = (actor: string): string => (isUuid(actor) ? actor : NOBODY);
