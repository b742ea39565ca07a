import type { AdminResultRow } from '@jejak/contracts/recruitment';
import { createHash } from 'node:crypto';
import { resultLine } from '../publication/result-file';

/** The columns of a published row after the participant number. Requirements are their places as announced, a blank between two. */
export const ADMIN_COLUMNS = 'outcome,requirements';

export const ADMIN_HEADER = `participant,${ADMIN_COLUMNS}\r\n`;

/** One row as it is published: the values of {@link ADMIN_COLUMNS}. None of them can hold a comma or a quote. */
export const publishedAdminRow = ({
  outcome,
  requirementRefs,
}: Pick<AdminResultRow, 'outcome' | 'requirementRefs'>): string => `${outcome},${requirementRefs.join(' ')}`;

/** Rows by participant number. */
export const publishedAdminRows = (rows: readonly AdminResultRow[]): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [row.participantNo, publishedAdminRow(row)]));

/** SHA-256 of the file that {@link ADMIN_HEADER} and the lines, in order of the participant numbers, make up. */
export const adminFileSha256 = (rows: readonly AdminResultRow[]): string => {
  const hash = createHash('sha256').update(ADMIN_HEADER);
  for (const row of rows) hash.update(resultLine(row.participantNo, publishedAdminRow(row)));
  return hash.digest('hex');
};
