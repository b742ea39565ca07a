import type { IntegrityAlarmRaised } from '@jejak/contracts/audit';
import { parseEventType } from '@jejak/kernel';
import { type Core, eventHash, opens } from '@jejak/ledger';
import type { StoredRow } from '@jejak/messaging';

/** One place where a store and the log differ, in the words of an alarm. Hashes are event hashes: the log's, and the store's. */
export type Difference = Pick<
  IntegrityAlarmRaised['data'],
  'kind' | 'finding' | 'pos' | 'stream' | 'version' | 'expected' | 'found'
>;

/** What the log has under a number. */
export interface LoggedPlace {
  readonly stream: string;
  readonly version: number;
  /** Event hash, base64url. */
  readonly hash: string;
  /** Ciphertext of the personal fields, as it came with the event; null where there are none, or no more. */
  readonly personal: Buffer | null;
}

export interface Comparison {
  /** The highest number of the log when the comparison began. */
  readonly upTo: number;
  /** Of the service. */
  readonly topic: string;
  /** By number. */
  readonly logged: ReadonlyMap<number, LoggedPlace>;
}

/** A core may be anything after somebody was at it. */
const coreOf = (text: string): Core | null => {
  try {
    const core = JSON.parse(text) as Core | null;
    return typeof core === 'object' && core !== null && 'data' in core ? core : null;
  } catch {
    return null;
  }
};

/** Whether the columns of a row say what its core says: the core is what is hashed, the columns are what the service reads. */
const columnsAgree = (row: StoredRow, core: Core): boolean =>
  row.id === core.id &&
  row.stream === core.stream &&
  row.version === core.ver &&
  row.type === core.type &&
  row.schemaVersion === parseEventType(core.type)?.version &&
  (row.subject === null || row.subject === core.subject);

/** Whether a row is still what was recorded: core, hash, columns, and data against the commitment. */
export const isWhole = (row: StoredRow): boolean => {
  const core = coreOf(row.core);
  if (!core || eventHash(row.core).toString('base64url') !== row.hash || !columnsAgree(row, core))
    return false;
  const opening = row.opening === null ? null : Buffer.from(row.opening, 'base64url');
  return opens(core.data, JSON.parse(row.data) as object, opening);
};

/** Whether a row stands where nothing that appends would have put it: behind the end of its stream, or in none. */
const isBehindItsStream = ({ head, version }: StoredRow): boolean => head === null || version > head.version;

/**
 * How a row of a store differs from what the log has under its number.
 * @source audit-ledger.md sections 1 and 4 (store against log)
 */
export const differencesOf = (row: StoredRow, { upTo, topic, logged }: Comparison): Difference[] => {
  const found: Difference[] = [];
  const { pos, queued, head, version } = row;
  const own = eventHash(row.core).toString('base64url');
  const at = { pos, stream: row.stream.slice(0, 200), version: version > 0 ? version : null };
  const differs = (
    kind: Difference['kind'],
    finding: Difference['finding'],
    expected: string | null,
  ): void => {
    found.push({ kind, finding, ...at, expected, found: own });
  };
  const known = pos === null || pos > upTo ? undefined : logged.get(pos);
  if (!isWhole(row) || (known && known.hash !== own))
    differs('HASH_MISMATCH', 'ROW_DIFFERS', known?.hash ?? null);
  if (isBehindItsStream(row)) differs('UNAUTHORISED_WRITER', 'ROW_EXTRA', null);
  else if (pos === null && queued === null) differs('GAP', 'ROW_SUPPRESSED', null);
  if (queued && (queued.topic !== topic || queued.key !== row.stream || queued.pos !== pos))
    differs('HASH_MISMATCH', 'OUTBOX_DIFFERS', known?.hash ?? null);
  if (head && head.version === version && head.hash !== row.hash)
    differs('HASH_MISMATCH', 'HEAD_DIFFERS', known?.hash ?? null);
  return found;
};

/** A number that the log has, and the store no more. */
export const missingRow = (pos: number, { stream, version, hash: expected }: LoggedPlace): Difference => ({
  ...{ kind: 'GAP', finding: 'ROW_MISSING', pos, stream, version, expected, found: null },
});

/** The service would number on from a number that the log has. @param highest that it says it has given */
export const numberingBehind = (highest: number): Difference => ({
  ...{ kind: 'FORK', finding: 'NUMBERING_BEHIND', pos: highest, stream: null, version: null },
  ...{ expected: null, found: null },
});
