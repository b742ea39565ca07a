import type { LedgerSession } from './ledger-session';
import { type Finding } from './finding';
import { messageColumns } from './message-columns';
import { SourceOrder } from './source-order';

/** What is known of a source beside its order. Times are milliseconds of this machine's monotonic clock. */
export interface SourceBook {
  readonly order: SourceOrder;
  /** The highest number that anything from the source names. */
  claimed: number;
  /** Since when a number is known that is not logged, without any getting logged; null when nothing is missing. */
  behindSince: number | null;
  /** The last heartbeat: the number that it named, and when it came. */
  heartbeat: { readonly pos: number; readonly at: number } | null;
}

/** The tables by which the intake knows where it is, as of a session's beginning. */
export interface Books {
  readonly sources: Map<string, SourceBook>;
  /** Next offset by `topic/partition`. */
  readonly offsets: Map<string, bigint>;
}

export const offsetKey = (topic: string, partition: number): string => `${topic}/${partition}`;

/** @param limit how many messages of a source may wait behind a gap */
export const readBooks = async (
  session: LedgerSession,
  sources: readonly string[],
  limit: number,
): Promise<Books> => {
  const offsets = await session.query<{ topic: string; part: number; next: string }>(
    'SELECT topic, part, next FROM ledger.log_offset',
  );
  const known = await session.query<SourceRow>(
    `SELECT src, logged, claimed, stopped_at IS NOT NULL AS stopped, heartbeat_pos, ${age('heartbeat_at')} AS heartbeat_age,
            ${age('logged_at')} AS logged_age, ${age('claimed_at')} AS claimed_age,
            (SELECT ${age('min(arrived_at)')} FROM ledger.waiting w WHERE w.src = s.src) AS waiting_age
       FROM ledger.source s`,
  );
  const waiting = await session.query<{ src: string; pos: string; hash: Buffer }>(
    'SELECT src, pos, hash FROM ledger.waiting',
  );
  const rows = new Map(known.rows.map((row) => [row.src, row]));
  const waits = new Map(sources.map((src) => [src, new Map<number, string>()]));
  for (const { src, pos, hash } of waiting.rows) waits.get(src)?.set(Number(pos), hash.toString('base64url'));
  return {
    offsets: new Map(offsets.rows.map(({ topic, part, next }) => [offsetKey(topic, part), BigInt(next)])),
    sources: new Map(
      sources.map((src) => [
        src,
        bookOf(src, rows.get(src), waits.get(src) ?? new Map<number, string>(), limit),
      ]),
    ),
  };
};

interface SourceRow {
  readonly src: string;
  readonly logged: string;
  readonly claimed: string;
  readonly stopped: boolean;
  readonly heartbeat_pos: string | null;
  readonly heartbeat_age: string | null;
  readonly logged_age: string | null;
  readonly claimed_age: string | null;
  readonly waiting_age: string | null;
}

/** Milliseconds since a time of the database's clock: ages survive what separates its clock from ours. */
const age = (time: string): string => `round(extract(epoch FROM clock_timestamp() - ${time}) * 1000)`;

const bookOf = (
  src: string,
  row: SourceRow | undefined,
  waiting: ReadonlyMap<number, string>,
  limit: number,
): SourceBook => {
  const now = performance.now();
  const since = (ms: string | null | undefined): number | null => (ms == null ? null : now - Number(ms));
  const logged = Number(row?.logged ?? 0);
  const order = new SourceOrder(src, { logged, waiting, stopped: row?.stopped ?? false }, limit);
  const claimed = Number(row?.claimed ?? 0);
  // Later than either sign of a missing number, and later than the last progress.
  const signs = [since(row?.waiting_age), since(row?.claimed_age)].filter((time) => time !== null);
  const behindSince =
    claimed > logged && signs.length > 0 ? Math.max(Math.min(...signs), since(row?.logged_age) ?? 0) : null;
  const at = since(row?.heartbeat_age);
  return {
    order,
    claimed,
    behindSince,
    heartbeat: at === null ? null : { pos: Number(row?.heartbeat_pos ?? 0), at },
  };
};

/** Writes how far a source is, in the transaction that got it there. */
export const writeSource = async (
  session: LedgerSession,
  src: string,
  { order, claimed, heartbeat }: SourceBook,
  { progressed, conflicts }: { readonly progressed: boolean; readonly conflicts: number },
): Promise<void> => {
  const heartbeatAge = heartbeat && (performance.now() - heartbeat.at) / 1000;
  await session.query(
    `INSERT INTO ledger.source AS s (src, logged, logged_at, claimed, claimed_at, heartbeat_pos, heartbeat_at, conflicts, stopped_at)
     VALUES ($1, $2, CASE WHEN $3 THEN clock_timestamp() END, $4, clock_timestamp(), $5,
             clock_timestamp() - make_interval(secs => $6), $7, CASE WHEN $8 THEN clock_timestamp() END)
     ON CONFLICT (src) DO UPDATE SET
       logged = excluded.logged, logged_at = coalesce(excluded.logged_at, s.logged_at),
       claimed_at = CASE WHEN excluded.claimed > s.claimed THEN excluded.claimed_at ELSE s.claimed_at END,
       claimed = greatest(s.claimed, excluded.claimed),
       heartbeat_pos = excluded.heartbeat_pos, heartbeat_at = excluded.heartbeat_at,
       conflicts = s.conflicts + excluded.conflicts, stopped_at = coalesce(s.stopped_at, excluded.stopped_at)`,
    [src, order.logged, progressed, claimed, heartbeat?.pos ?? null, heartbeatAge, conflicts, order.stopped],
  );
};

/**
 * Passes the messages before these offsets, by `topic/partition`: never before what is in them is durable, so in the same
 * transaction.
 */
export const writeOffsets = async (
  session: LedgerSession,
  offsets: ReadonlyMap<string, bigint>,
): Promise<void> => {
  if (offsets.size === 0) return;
  const places = [...offsets.keys()].map((key) => key.split('/'));
  await session.query(
    `INSERT INTO ledger.log_offset (topic, part, next) SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[])
     ON CONFLICT (topic, part) DO UPDATE SET next = excluded.next`,
    [places.map(([topic]) => topic), places.map(([, part]) => part), [...offsets.values()]],
  );
};

/**
 * Keeps findings, each once, with the messages behind them.
 * @returns the ids of those that are new
 */
export const keepFindings = async (
  session: LedgerSession,
  findings: readonly Finding[],
): Promise<Set<string>> => {
  if (findings.length === 0) return new Set();
  const { rows } = await session.query<{ id: string }>(
    `INSERT INTO ledger.finding (id, kind, data)
     SELECT DISTINCT ON (id) id, kind, data::jsonb FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t(id, kind, data)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      findings.map(({ id }) => id),
      findings.map(({ kind }) => kind),
      findings.map(({ data }) => JSON.stringify(data)),
    ],
  );
  const fresh = new Set(rows.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { id, message } of findings) {
    if (!message || !fresh.has(id) || seen.has(id)) continue;
    seen.add(id);
    const { topic, part, off, key, headers, value } = messageColumns(message);
    await session.query(
      'INSERT INTO ledger.evidence (finding, topic, part, off, key, headers, value) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, topic, part, off, key, headers, value],
    );
  }
  return fresh;
};
