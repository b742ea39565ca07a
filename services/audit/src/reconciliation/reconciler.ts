import { naturalId } from '@jejak/kernel';
import type { KeyStore } from '@jejak/event-store';
import type { StoredPage, StoredRow } from '@jejak/messaging';
import type { DataSource } from 'typeorm';
import type { ReconciliationResult } from './reconciliation.decider';
import { sealedDifference } from './sealed-difference';
import {
  type Difference,
  differencesOf,
  isWhole,
  type LoggedPlace,
  missingRow,
  numberingBehind,
} from './store-differences';

/** So many places of one comparison raise alarms; the others are counted. */
export const MOST_ALARMS = 100;
/** Numbers looked up at once. */
const PAGE = 5_000;

/** Reads a store in order of place. */
export type ReadStore = (position: number) => Promise<StoredPage>;

export interface Comparing {
  readonly source: string;
  /** On which the service publishes. */
  readonly topic: string;
  readonly read: ReadStore;
  readonly keys: KeyStore;
  /** Called for each difference, the first {@link MOST_ALARMS} of them. */
  readonly differs: (difference: Difference) => Promise<void>;
  /** Called behind each page. @param highest the highest number to be compared */
  readonly progressed: (rows: number, highest: number) => Promise<void>;
  /** Asked behind each page. @throws to end the comparison */
  readonly mayGoOn: () => void;
}

/** The alarm of a difference: found again it is the same one, altered otherwise it is another. */
export const alarmIdOf = (
  source: string,
  { kind, finding, pos, stream, version, found }: Difference,
): string =>
  naturalId('alarm', kind, finding, source, String(pos), stream ?? '', String(version), found ?? '');

interface LoggedRow {
  readonly pos: string;
  readonly stream: string;
  readonly ver: number;
  readonly event_hash: Buffer;
  readonly personal: Buffer | null;
}

/** The log's side of a comparison. */
class LoggedSource {
  constructor(
    private readonly db: Pick<DataSource, 'query'>,
    private readonly source: string,
  ) {}

  /** All before it are in the log. */
  async highest(): Promise<number> {
    const [row] = await this.db.query<{ logged: string }[]>(
      'SELECT logged FROM ledger.source WHERE src = $1',
      [this.source],
    );
    return Number((row as { logged: string } | undefined)?.logged ?? 0);
  }

  async at(numbers: readonly number[]): Promise<Map<number, LoggedPlace>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.db.query<LoggedRow[]>(
      `SELECT l.pos, l.stream, l.ver, e.event_hash, e.personal FROM ledger.log_entry l JOIN ledger.entry e USING (idx)
        WHERE l.src = $1 AND l.pos = ANY ($2::bigint[])`,
      [this.source, [...numbers]],
    );
    return new Map(
      rows.map(({ pos, stream, ver: version, event_hash: hash, personal }) => [
        ...([Number(pos), { stream, version, hash: hash.toString('base64url'), personal }] as const),
      ]),
    );
  }
}

/** Of a row that is another event than it says it is there is nothing more to say. */
const sealedIn = async (
  row: StoredRow,
  logged: ReadonlyMap<number, LoggedPlace>,
  keys: KeyStore,
): Promise<Difference[]> => {
  const place = row.pos === null ? undefined : logged.get(row.pos);
  if (!isWhole(row) || (place && place.hash !== row.hash)) return [];
  const difference = await sealedDifference({ row, logged: place }, keys);
  return difference ? [difference] : [];
};

/**
 * Compares every row of a store with the log, and every number of the log with the store: hashes, columns, commitments, sealed
 * fields, the ends of streams and what waits to be sent. Nothing is repaired: evidence comes before repair.
 * @source audit-ledger.md section 4
 */
export const reconcile = async (
  db: Pick<DataSource, 'query'>,
  { source, topic, read, keys, differs, progressed, mayGoOn }: Comparing,
): Promise<ReconciliationResult> => {
  const log = new LoggedSource(db, source);
  const upTo = await log.highest();
  // One bit a number: a store of ten million rows needs little more than a megabyte.
  const seen = new Uint8Array(Math.ceil((upTo + 1) / 8));
  const counts = new Map<Difference['finding'], number>();
  let [rows, alarms] = [0, 0];
  const note = async (difference: Difference): Promise<void> => {
    counts.set(difference.finding, (counts.get(difference.finding) ?? 0) + 1);
    if (alarms++ < MOST_ALARMS) await differs(difference);
  };
  for (let [position, more] = [0, true]; more;) {
    mayGoOn();
    const page = await read(position);
    const numbers = page.rows.flatMap(({ pos }) => (pos !== null && pos > 0 && pos <= upTo ? [pos] : []));
    const logged = await log.at(numbers);
    const sealed = await Promise.all(page.rows.map((row) => sealedIn(row, logged, keys)));
    for (const [nth, row] of page.rows.entries())
      for (const difference of [...differencesOf(row, { upTo, topic, logged }), ...sealed[nth]])
        await note(difference);
    for (const pos of numbers) seen[pos >> 3] |= 1 << (pos & 7);
    rows += page.rows.length;
    // A store that says that there is more, and gives nothing, is not asked for ever.
    more = page.more && page.next > position;
    position = page.next;
    if (!more && page.highest < upTo) await note(numberingBehind(page.highest));
    await progressed(rows, upTo);
  }
  for (let from = 1; from <= upTo; from += PAGE) {
    mayGoOn();
    const missing: number[] = [];
    for (let pos = from; pos < from + PAGE && pos <= upTo; pos++)
      if ((seen[pos >> 3] & (1 << (pos & 7))) === 0) missing.push(pos);
    for (const [pos, place] of await log.at(missing)) await note(missingRow(pos, place));
  }
  const findings = [...counts].map(([finding, count]) => ({ finding, count }));
  findings.sort((a, b) => (a.finding < b.finding ? -1 : 1));
  return { upTo, rows, differences: findings.reduce((sum, { count }) => sum + count, 0), findings };
};
