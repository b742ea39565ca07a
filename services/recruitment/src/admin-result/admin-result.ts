import type { AdminResultRow } from '@jejak/contracts/recruitment';
import { naturalId } from '@jejak/kernel';
import { sha256OfLines } from '../ranking/digest';
import type { AdminResultHead } from './admin-result.decider';

/**
 * Rows in one event. A row takes at most about 1.6 kB on the wire, where it misses every requirement that there can be, so a
 * part stays below the 1 MiB that a broker takes.
 */
export const ADMIN_ROWS_PER_PART = 500;

/** What the verification of a vacancy's applications comes to, as the records give it now. */
export interface AdminResult {
  readonly head: AdminResultHead;
  /** In order of the participant numbers. */
  readonly rows: readonly AdminResultRow[];
  readonly passed: number;
  /** Applications on which the verifiers have not agreed yet. */
  readonly unsettled: number;
}

/** @param policies sorted refs */
export const adminResultOf = (
  vacancyId: string,
  rows: readonly AdminResultRow[],
  unsettled: number,
  policies: readonly string[],
): AdminResult => {
  const rowsSha256 = sha256OfLines(rows);
  return {
    head: {
      ...{ adminResultId: naturalId('admin-result', vacancyId, rowsSha256), vacancyId, policies, rowsSha256 },
      ...{ count: rows.length, parts: Math.max(1, Math.ceil(rows.length / ADMIN_ROWS_PER_PART)) },
    },
    rows,
    passed: rows.filter(({ outcome }) => outcome === 'PASSED').length,
    unsettled,
  };
};
