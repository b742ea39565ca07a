import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '@jejak/kernel';
import {
  dropBooks,
  EventConsumer,
  type EventSource,
  inTransaction,
  parkedStreams,
  type SourceMessage,
} from '@jejak/messaging';
import { type Projection, projectionHandler, type Timer, type Timers } from '@jejak/projections';
import type { Pool } from 'pg';
import type { Chance } from '../random';

/** A table beside the live one, and books of its own, that end with the comparison. */
const SUFFIX = '__retold';
const TOPIC = 'retelling';
/** So many transactions at most: what one of them folds in memory is not read back from the table. */
const MOST_STEPS = 8;
const SETTLES_MS = 20_000;
const LOOK_MS = 250;

/** What a read model came to when its events were delivered in another order. */
export interface Retold {
  readonly projection: string;
  /** Deliveries, those of the same event each counted. */
  readonly deliveries: number;
  /** Streams that it could not go on with, each with the reason. */
  readonly parked: readonly string[];
  /** Rows that only one of the two has; at most ten. */
  readonly differences: readonly { readonly live: unknown; readonly retold: unknown }[];
}

/** Delivers events in this order, in a few batches. */
const inThisOrder = (events: readonly Recorded[], dice: Chance): EventSource => {
  const messages = events.map((event, at): SourceMessage => ({
    ...{ offset: BigInt(at), key: event.envelope.stream, raw: null },
    head: () => ({ version: event.envelope.version, type: event.envelope.eventType }),
    decode: () => event,
  }));
  const cuts = Array.from({ length: dice.below(MOST_STEPS) }, () => 1 + dice.below(messages.length));
  const ends = [...new Set([...cuts, messages.length])].sort((a, b) => a - b);
  return {
    topics: [TOPIC],
    open: (reader) => ({
      run: async () => {
        const place = { topic: TOPIC, partition: 0 };
        let next = Number(await reader.startAt(place.topic, place.partition));
        for (const end of ends)
          while (next < end) {
            const from = next;
            await reader.onBatch({
              ...place,
              ...{ messages: messages.slice(from, end), end: BigInt(messages.length) },
              isCurrent: () => true,
              seek: (offset) => void (next = Number(offset)),
              resolve: (offset) => void (next = Number(offset) + 1),
              heartbeat: () => Promise.resolve(),
            });
            if (next === from) throw new Error(`${reader.name} does not go on from ${from}`);
          }
      },
      pause: () => undefined,
      resume: () => undefined,
      close: () => Promise.resolve(),
      state: () => 'running',
    }),
    reread: ({ offset }) => Promise.resolve(messages[Number(offset)]),
  };
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** @param withVersion whether a row is of one stream, so that its version says how far that one is */
const different = async (
  pool: Pool,
  live: string,
  retold: string,
  withVersion: boolean,
): Promise<Retold['differences']> => {
  const rows = (table: string): string =>
    `SELECT to_jsonb(t)${withVersion ? '' : " - 'version'"} AS row FROM rm.${quoted(table)} t`;
  const only = (a: string, b: string): string => `SELECT row FROM (${rows(a)} EXCEPT ALL ${rows(b)}) o`;
  const { rows: found } = await pool.query<{ live: unknown; retold: unknown }>(
    `(SELECT row AS live, NULL AS retold FROM (${only(live, retold)}) l LIMIT 5)
     UNION ALL (SELECT NULL, row FROM (${only(retold, live)}) r LIMIT 5)`,
  );
  return found;
};

/** Whether no row is touched by events of several streams. */
const ofOneStream = (projection: Projection, events: readonly Recorded[]): boolean => {
  const streams = new Map<string, string>();
  return events.every((event) => {
    const key = JSON.stringify(projection.keyOf(event));
    const known = streams.get(key) ?? event.envelope.stream;
    streams.set(key, known);
    return known === event.envelope.stream;
  });
};

/** The live one may still have to hear of the last events. */
const settled = async (
  compare: () => Promise<Retold['differences']>,
  withinMs: number,
): Promise<Retold['differences']> => {
  let differences = await compare();
  for (let waitedMs = 0; differences.length > 0 && waitedMs < withinMs; waitedMs += LOOK_MS) {
    await pause(LOOK_MS);
    differences = await compare();
  }
  return differences;
};

/**
 * Lets a read model hear of its events once more, in another order, with the code that runs in production: the consumer with its books,
 * the fold, the table. It stands beside the live one, which is compared with it, and is gone afterwards.
 * @param pool of the service's database
 * @param events in the order in which they are delivered
 * @param settlesMs how long the live one is waited for
 */
export const retell = async (
  pool: Pool,
  projection: Projection,
  events: readonly Recorded[],
  dice: Chance,
  settlesMs = SETTLES_MS,
): Promise<Retold> => {
  const table = `${projection.table.slice(0, 63 - SUFFIX.length)}${SUFFIX}`;
  const name = `${projection.name}${SUFFIX}`;
  const wanted = events.filter(({ envelope }) => projection.wants(envelope.eventType));
  const streams = new Set(wanted.map(({ envelope }) => envelope.stream));
  const delivered = events.filter(({ envelope }) => streams.has(envelope.stream));
  await pool.query(`DROP TABLE IF EXISTS rm.${quoted(table)}`);
  await pool.query(`CREATE TABLE rm.${quoted(table)} (LIKE rm.${quoted(projection.table)} INCLUDING ALL)`);
  try {
    const consumer = new EventConsumer({
      ...{ pool, handler: { ...projectionHandler(projection, table), name } },
      sources: delivered.length > 0 ? [inThisOrder(delivered, dice)] : [],
    });
    await consumer.start();
    await consumer.stop();
    const parked = await parkedStreams(pool, { consumer: name, limit: 10 });
    const compare = (): Promise<Retold['differences']> =>
      different(pool, projection.table, table, ofOneStream(projection, wanted));
    return {
      ...{ projection: projection.name, deliveries: delivered.length },
      ...{ parked: parked.map((one) => JSON.stringify(one)), differences: await settled(compare, settlesMs) },
    };
  } finally {
    await pool.query(`DROP TABLE rm.${quoted(table)}`);
    await inTransaction(pool, (tx) => dropBooks(tx, [name]));
  }
};

const PENDING = `
  SELECT command, key, payload, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "dueAt"
  FROM rm.timers WHERE timer_name = $1 AND NOT done`;

const textOf = ({ command, key, payload = {}, dueAt }: Timer): string => {
  const sorted = Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([command, key, new Date(dueAt).toISOString(), sorted]);
};

/** The same for due dates. All sets share one table, so what is still due is found by the fold alone. */
export const retellTimers = async (pool: Pool, set: Timers, events: readonly Recorded[]): Promise<Retold> => {
  const met = new Set<string>();
  const once = events.filter(({ envelope: { id } }) => !met.has(id) && met.add(id));
  const retold = new Set(set.pending(once).map(textOf));
  const compare = async (): Promise<Retold['differences']> => {
    const { rows } = await pool.query<Timer>(PENDING, [set.name]);
    const live = new Set(rows.map(textOf));
    return [
      ...[...live].filter((one) => !retold.has(one)).map((one) => ({ live: one, retold: null })),
      ...[...retold].filter((one) => !live.has(one)).map((one) => ({ live: null, retold: one })),
    ].slice(0, 10);
  };
  return {
    ...{ projection: set.name, deliveries: events.length, parked: [] },
    differences: await settled(compare, SETTLES_MS),
  };
};
