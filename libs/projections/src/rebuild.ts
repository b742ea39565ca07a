import type { Recorded } from '@jejak/kernel';
import { type EventLog, inTransaction } from '@jejak/messaging';
import type { ClientBase, Pool } from 'pg';
import { quoted, tableSql } from './columns';
import type { Projection } from './projection';
import { projectionHandler } from './projection-handler';

const BATCH = 1_000;

/** A row that two tables do not agree on; null where one of them has none. */
export interface Difference {
  readonly left: unknown;
  readonly right: unknown;
}

/** Every event of the own store that is wanted, in order, a batch at a time; the next one is read while one is worked on. */
export async function* everyEvent(
  store: EventLog,
  wants: (type: string) => boolean,
): AsyncGenerator<readonly Recorded[]> {
  // Of the types that turned out not to be wanted the content is not even read.
  const unwanted = new Set<string>();
  const read = (position: bigint): ReturnType<EventLog['loggedAfter']> =>
    store.loggedAfter(position, BATCH, [...unwanted]);
  let reading = read(0n);
  for (;;) {
    const { events, next } = await reading;
    if (events.length === 0) return;
    for (const { type } of events) if (!wants(type)) unwanted.add(type);
    reading = read(next);
    // Its failure is met where it is waited for, or nowhere, if nobody asks for more.
    reading.catch(() => undefined);
    const wanted = events.filter(({ type }) => !unwanted.has(type));
    if (wanted.length > 0)
      yield await Promise.all(wanted.map((event) => Promise.resolve(store.recorded(event))));
  }
}

/**
 * Builds a projection anew from its events into a table of the same shape beside the live one (made here, emptied if it is
 * there). The live one goes on meanwhile; the rebuilt one does not follow.
 * @param table its name, in schema `rm`
 * @returns how many events were applied
 */
export const rebuildInto = async (
  pool: Pool,
  projection: Projection,
  events: AsyncIterable<readonly Recorded[]> | Iterable<readonly Recorded[]>,
  table: string,
): Promise<number> => {
  await pool.query(`DROP TABLE IF EXISTS ${tableSql(table)}`);
  await pool.query(`CREATE TABLE ${tableSql(table)} (LIKE ${tableSql(projection.table)} INCLUDING ALL)`);
  const handler = projectionHandler(projection, table);
  let applied = 0;
  for await (const batch of events) {
    const wanted = batch.filter(({ envelope }) => projection.wants(envelope.eventType));
    if (wanted.length === 0) continue;
    await inTransaction(pool, (tx) => handler.apply(wanted, tx));
    applied += wanted.length;
  }
  return applied;
};

/** The rows that are in one of two tables of schema `rm` only, compared as whole rows; at most `limit`. */
export const differences = async (
  client: Pool | ClientBase,
  left: string,
  right: string,
  limit = 20,
): Promise<Difference[]> => {
  const only = (a: string, b: string): string =>
    `SELECT to_jsonb(t) AS row FROM (TABLE ${tableSql(a)} EXCEPT ALL TABLE ${tableSql(b)}) t`;
  const { rows } = await client.query<Difference>(
    `(SELECT ${quoted('row')} AS "left", NULL AS "right" FROM (${only(left, right)}) l)
     UNION ALL (SELECT NULL, ${quoted('row')} FROM (${only(right, left)}) r) LIMIT $1`,
    [limit],
  );
  return rows;
};

/** Rebuilds a projection of the own store beside the live table and says where they differ: nowhere, or it is a defect. */
export const rebuildDifferences = async (
  pool: Pool,
  projection: Projection,
  store: EventLog,
): Promise<Difference[]> => {
  const shadow = `${projection.table}_rebuilt`;
  await rebuildInto(
    pool,
    projection,
    everyEvent(store, (type) => projection.wants(type)),
    shadow,
  );
  try {
    return await differences(pool, projection.table, shadow);
  } finally {
    await pool.query(`DROP TABLE ${tableSql(shadow)}`);
  }
};
