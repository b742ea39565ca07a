import type { QueryArrayConfig } from 'pg';
import {
  bigintArray,
  byteaArray,
  integerArray,
  jsonbArray,
  smallintArray,
  textArray,
  uuidArray,
} from './binary-array';
import type { EventRow } from './recording';

/** Named, so that each connection parses and plans it once; rows as arrays, since there are many. */
const prepared =
  (name: string, text: string) =>
  (...values: unknown[]): QueryArrayConfig => ({ name: `es.${name}`, text, values, rowMode: 'array' });

/** What a stream holds, and what is known of a command (null: of none), in one round trip. */
export const loadStatement = prepared(
  'load',
  `select stream_id, version, core, event_hash, data, opening, personal, null::bigint as last_version, event_type
     from es.events where stream_id = $1
   union all
   select stream_id, first_version, null, fingerprint, null, null, null, last_version, null
     from es.commands where command_id = $2
    order by 2`,
);
/**
 * The same behind a snapshot of schema $3, which comes as a row of its own, and the event that it stands at: a decision needs
 * that one's hash. The state is kept as a JSON text: `jsonb` would sort its members.
 */
export const loadBehindSnapshotStatement = prepared(
  'load_behind_snapshot',
  `with s as materialized (select version, state from es.snapshots where stream_id = $1 and snapshot_schema = $3)
   select stream_id, version, core, event_hash, data, opening, personal, null::bigint as last_version, event_type
     from es.events where stream_id = $1 and version >= coalesce((select version from s), 0)
   union all
   select stream_id, first_version, null, fingerprint, null, null, null, last_version, null
     from es.commands where command_id = $2
   union all
   select $1, version, null, null, state, null, null, -1, null from s
    order by 2, 8 nulls last`,
);
export const SNAPSHOT_ROW = '-1';

export const keepSnapshotStatement = prepared(
  'keep_snapshot',
  `insert into es.snapshots (stream_id, snapshot_schema, version, state) values ($1, $2, $3, $4)
   on conflict (stream_id, snapshot_schema) do update
     set version = excluded.version, state = excluded.state, taken_at = now()
   where es.snapshots.version < excluded.version`,
);
/** The same for many streams and commands; the command's id stands where an event has its core. */
export const loadEachStatement = prepared(
  'load_each',
  `select stream_id, version, core, event_hash, data, opening, personal, null::bigint as last_version, event_type
     from es.events where stream_id = any ($1)
   union all
   select stream_id, first_version, command_id::text, fingerprint, null, null, null, last_version, null
     from es.commands where command_id = any ($2)
    order by 2`,
);
/** A row with `lastVersion` is a command: version is its first, hash its fingerprint. */
export type LoadedRow = [
  stream: string,
  version: string,
  core: string,
  hash: Buffer,
  data: object,
  opening: Buffer | null,
  personal: Buffer | null,
  lastVersion: string | null,
  type: string,
];

/** Which events these commands appended: $1 streams, $2 first and $3 last versions; `nth` from 1. */
export const outcomesStatement = prepared(
  'outcomes',
  `select c.nth::int, e.event_id, e.event_type
     from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as c(stream_id, first, last, nth)
     join es.events e on e.stream_id = c.stream_id and e.version between c.first and c.last
    order by c.nth, e.version`,
);
export type OutcomesRow = [nth: number, id: string, type: string];

export type AppendOutcome = 'ok' | 'duplicate' | 'command_reused' | 'conflict';
export type AppendRow = [outcome: AppendOutcome, firstVersion: string | null, lastVersion: string | null];

const appendPrepared = prepared(
  'append',
  `select outcome, first_version, last_version
     from es.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);
const appendOnePrepared = prepared(
  'append_one',
  `select outcome, first_version, last_version
     from es.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);

/** One command's events, ready to be appended. */
export interface Append {
  readonly stream: string;
  readonly streamType: string;
  /** The version that the stream has now. */
  readonly expected: number;
  readonly commandId: string;
  readonly fingerprint: Buffer;
  readonly rows: readonly EventRow[];
  readonly traceparent: string | null;
}

export const appendStatement = (append: Append, topic: string): QueryArrayConfig => {
  const { stream, streamType, expected, commandId, fingerprint, rows, traceparent } = append;
  const command = [stream, streamType, expected, commandId, fingerprint];
  if (rows.length > 1) return appendPrepared(...command, ...columnsOf(rows), topic, traceparent);
  const [{ id, type, schemaVersion, core, hash, data, opening, personal, subject }] = rows;
  const event = [id, type, schemaVersion, core, hash, data, opening, personal, subject];
  return appendOnePrepared(...command, ...event, topic, traceparent);
};

const appendEachPrepared = prepared(
  'append_each',
  `select nth, outcome, first_version, last_version
     from es.append_each($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
);
export type AppendEachRow = [nth: number, ...AppendRow];

/** All in one call; with `together` all or none. The commands' streams differ. */
export const appendEachStatement = (
  appends: readonly Append[],
  topic: string,
  together: boolean,
): QueryArrayConfig => {
  const rows = appends.flatMap((append) => append.rows);
  return appendEachPrepared(
    textArray(appends.map(({ stream }) => stream)),
    textArray(appends.map(({ streamType }) => streamType)),
    bigintArray(appends.map(({ expected }) => expected)),
    integerArray(appends.map((append) => append.rows.length)),
    byteaArray(appends.map((append) => append.rows[append.rows.length - 1].hash)),
    uuidArray(appends.map(({ commandId }) => commandId)),
    byteaArray(appends.map(({ fingerprint }) => fingerprint)),
    integerArray(appends.flatMap((append, nth) => append.rows.map(() => nth + 1))),
    textArray(appends.flatMap(({ stream, rows: own }) => own.map(() => stream))),
    bigintArray(appends.flatMap(({ expected, rows: own }) => own.map((_, i) => expected + i + 1))),
    ...columnsOf(rows),
    topic,
    appends[0].traceparent,
    together,
  );
};

const columnsOf = (rows: readonly EventRow[]): Buffer[] => [
  uuidArray(rows.map(({ id }) => id)),
  textArray(rows.map(({ type }) => type)),
  smallintArray(rows.map(({ schemaVersion }) => schemaVersion)),
  textArray(rows.map(({ core }) => core)),
  byteaArray(rows.map(({ hash }) => hash)),
  jsonbArray(rows.map(({ data }) => data)),
  byteaArray(rows.map(({ opening }) => opening)),
  byteaArray(rows.map(({ personal }) => personal)),
  textArray(rows.map(({ subject }) => subject)),
];

/** Never in one statement with the events that are read up to it. */
export const safePositionStatement = prepared('safe_position', 'select es.safe_position()');
export const purgeCommandsStatement = prepared('purge_commands', 'select es.purge_commands()');
