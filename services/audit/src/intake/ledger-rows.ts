import { parseEventType, startOfDay } from '@jejak/kernel';
import type { Core } from '@jejak/ledger';
import { type Arrival, type PayloadCheck, restoreArrival } from './arrival';
import type { Head } from './chain';
import type { LedgerSession } from './ledger-session';
import { messageColumns, type MessageColumns, messageFrom } from './message-columns';

/** The city's zone, for legal dates as instants. */
const ZONE = { zone: 'Asia/Jakarta' };

/** The instant from which an event counts: a legal date begins with the city's day. */
const instantOf = (time: string | undefined): string | null =>
  time === undefined ? null : time.includes('T') ? time : startOfDay(time, ZONE);

/** Elements of an array as PostgreSQL reads it. */
const textArray = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

/** Every policy version that a core names, sorted. */
export const policiesOf = ({ policy, policies = [] }: Core): string[] =>
  [...new Set([...(policy === null ? [] : [policy]), ...policies])].sort();

/**
 * Writes released events as the entries from `from` on. Multi-row inserts by `unnest`: the nearest to COPY that can be one
 * prepared statement each.
 */
export const insertEntries = async (
  session: LedgerSession,
  from: bigint,
  arrivals: readonly Arrival[],
): Promise<void> => {
  const column = <Value>(of: (arrival: Arrival) => Value): Value[] => arrivals.map(of);
  const core = <Value>(of: (core: Core) => Value): Value[] => arrivals.map(({ wire }) => of(wire.core));
  const idx = arrivals.map((_, i) => from + BigInt(i));
  await session.query(
    `INSERT INTO ledger.log_entry (idx, leaf, hash, src, pos, stream, ver)
     SELECT idx, convert_to(leaf, 'UTF8'), hash, src, pos, stream, ver
       FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::bigint[], $6::text[], $7::int[])
            AS t(idx, leaf, hash, src, pos, stream, ver)`,
    [
      ...[idx, column(({ leaf }) => leaf), column(({ leafHash }) => leafHash), column(({ src }) => src)],
      ...[column(({ pos }) => pos), core(({ stream }) => stream), core(({ ver }) => ver)],
    ],
  );
  await session.query(
    `INSERT INTO ledger.entry (idx, event_id, event_hash, type, name, at, effective, actor, role, subject, reason,
                               policy, policies, corr, cause, data, opening, personal, payload)
     SELECT idx, event_id, event_hash, type, name, at, effective, actor, role, subject, reason,
            policy, policies::text[], corr, cause, data::jsonb, opening, personal, payload
       FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                   $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
                   $16::text[], $17::bytea[], $18::bytea[], $19::text[])
            AS t(idx, event_id, event_hash, type, name, at, effective, actor, role, subject, reason,
                 policy, policies, corr, cause, data, opening, personal, payload)`,
    [
      ...[idx, core(({ id }) => id), column(({ wire }) => wire.hash), core(({ type }) => type)],
      ...[core(({ type }) => parseEventType(type)?.name), core(({ at }) => at)],
      core(({ effective }) => instantOf(effective ?? undefined)),
      ...[core(({ actor }) => actor), core(({ role }) => role), core(({ subject }) => subject)],
      ...[core(({ reason }) => reason), core(({ policy }) => policy)],
      column(({ wire }) => textArray(policiesOf(wire.core))),
      ...[core(({ corr }) => corr), core(({ cause }) => cause)],
      column(({ wire, payload }) =>
        wire.data === null || payload === 'PAYLOAD_UNSTORABLE' ? null : JSON.stringify(wire.data),
      ),
      ...[
        column(({ wire }) => wire.opening),
        column(({ wire }) => wire.personal),
        column(({ payload }) => payload),
      ],
    ],
  );
  const uses = arrivals.flatMap(({ wire }, i) => policiesOf(wire.core).map((policy) => ({ policy, i })));
  if (uses.length > 0)
    await session.query(
      `INSERT INTO ledger.policy_use (policy, at, idx) SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::bigint[])`,
      [
        uses.map(({ policy }) => policy),
        uses.map(({ i }) => arrivals[i].wire.core.at),
        uses.map(({ i }) => idx[i]),
      ],
    );
  await insertInputs(session, from, arrivals);
};

/** What each decision read, for who asks what rests on a stream. The same version named twice is one. */
const insertInputs = async (
  session: LedgerSession,
  from: bigint,
  arrivals: readonly Arrival[],
): Promise<void> => {
  const read = arrivals.flatMap(({ wire }, i) =>
    (wire.core.inputs ?? []).map(({ stream, ver }) => ({ stream, ver, idx: from + BigInt(i) })),
  );
  if (read.length === 0) return;
  await session.query(
    `INSERT INTO ledger.decision_input (stream, ver, idx)
     SELECT DISTINCT * FROM unnest($1::text[], $2::int[], $3::bigint[])`,
    [read.map(({ stream }) => stream), read.map(({ ver }) => ver), read.map(({ idx }) => idx)],
  );
};

/** The newest logged version of each of these streams. */
export const readHeads = async (
  session: LedgerSession,
  streams: readonly string[],
): Promise<Map<string, Head>> => {
  const { rows } = await session.query<{ stream: string; src: string; ver: number; hash: Buffer }>(
    'SELECT stream, src, ver, hash FROM ledger.stream_head WHERE stream = ANY ($1)',
    [[...new Set(streams)]],
  );
  return new Map(
    rows.map(({ stream, src, ver, hash }) => [stream, { src, ver, hash: hash.toString('base64url') }]),
  );
};

/** Moves the heads on to the newest version among the entries written from `from` on. */
export const moveHeads = async (
  session: LedgerSession,
  from: bigint,
  arrivals: readonly Arrival[],
): Promise<void> => {
  const newest = new Map(
    arrivals.map((arrival, i) => [arrival.wire.core.stream, { arrival, idx: from + BigInt(i) }]),
  );
  const heads = [...newest.entries()];
  await session.query(
    `INSERT INTO ledger.stream_head (stream, src, ver, hash, idx)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bytea[], $5::bigint[])
     ON CONFLICT (stream) DO UPDATE SET ver = excluded.ver, hash = excluded.hash, idx = excluded.idx`,
    [
      ...[heads.map(([stream]) => stream), heads.map(([, { arrival }]) => arrival.src)],
      heads.map(([, { arrival }]) => arrival.wire.core.ver),
      ...[heads.map(([, { arrival }]) => arrival.wire.hash), heads.map(([, { idx }]) => idx)],
    ],
  );
};

/** Event hashes (base64url) under which these numbers of a source are in the log. */
export const loggedHashes = async (
  session: LedgerSession,
  src: string,
  positions: readonly number[],
): Promise<Map<number, string>> => {
  if (positions.length === 0) return new Map();
  const { rows } = await session.query<{ pos: string; hash: Buffer }>(
    `SELECT l.pos, e.event_hash AS hash FROM ledger.log_entry l JOIN ledger.entry e USING (idx)
      WHERE l.src = $1 AND l.pos = ANY ($2::bigint[])`,
    [src, positions],
  );
  return new Map(rows.map(({ pos, hash }) => [Number(pos), hash.toString('base64url')]));
};

/** Keeps messages that are ahead of a gap, or behind a conflict. */
export const keepWaiting = async (session: LedgerSession, arrivals: readonly Arrival[]): Promise<void> => {
  if (arrivals.length === 0) return;
  const messages = arrivals.map(({ message }) => messageColumns(message));
  await session.query(
    `INSERT INTO ledger.waiting (src, pos, hash, payload, topic, part, off, key, headers, value)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::text[], $5::text[], $6::int[], $7::bigint[],
                          $8::bytea[], $9::bytea[], $10::bytea[])`,
    [
      ...[
        arrivals.map(({ src }) => src),
        arrivals.map(({ pos }) => pos),
        arrivals.map(({ wire }) => wire.hash),
      ],
      ...[arrivals.map(({ payload }) => payload), messages.map(({ topic }) => topic)],
      ...[messages.map(({ part }) => part), messages.map(({ off }) => off), messages.map(({ key }) => key)],
      ...[messages.map(({ headers }) => headers), messages.map(({ value }) => value)],
    ],
  );
};

/** What waits under these numbers of a source. */
export const readWaiting = async (
  session: LedgerSession,
  src: string,
  positions: readonly number[],
): Promise<Arrival[]> => {
  if (positions.length === 0) return [];
  const { rows } = await session.query<MessageColumns & { payload: PayloadCheck }>(
    `SELECT payload, topic, part, off, key, headers, value FROM ledger.waiting WHERE src = $1 AND pos = ANY ($2::bigint[])`,
    [src, positions],
  );
  return rows.map((row) => restoreArrival(messageFrom(row), row.payload));
};

/** These numbers wait no longer. */
export const dropWaiting = async (
  session: LedgerSession,
  src: string,
  positions: readonly number[],
): Promise<void> => {
  if (positions.length > 0)
    await session.query('DELETE FROM ledger.waiting WHERE src = $1 AND pos = ANY ($2::bigint[])', [
      src,
      positions,
    ]);
};
