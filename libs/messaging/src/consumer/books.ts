import type { ClientBase, Pool, QueryResultRow } from 'pg';
import { type Place, placeId } from '../place';
import type { ParkedMessage } from './event-source';
import type { Fault } from './faults';
import type { Entry } from './sorting';

/** A row of rm.parked. */
export interface ParkedRow extends ParkedMessage {
  readonly id: bigint;
}

/** How far a partition is booked. */
export interface Booked {
  readonly next: bigint;
  /** What stood at the offset before `next`; null where that is not known. */
  readonly mark: string | null;
}

/** What is parked for one cause. */
export interface ParkedCount {
  readonly cause: string;
  readonly keys: number;
  readonly events: number;
  /** Keys that have been parked for more than five minutes. */
  readonly stuck: number;
}

type Queryable = ClientBase | Pool;

/**
 * The books of one consumer in the read-model database: how far it is in each partition and in each stream, and what is parked.
 * Every statement has a name, so the server plans it once per connection.
 */
export class Books {
  constructor(private readonly consumer: string) {}

  /** How far it is, by {@link placeId}; nothing of a partition of which nothing was ever booked. */
  async booked(db: Queryable): Promise<ReadonlyMap<string, Booked>> {
    const rows = await this.rows<{
      topic: string;
      partition: number;
      next_offset: string;
      mark: string | null;
    }>(db, 'offsets', 'SELECT topic, partition, next_offset, mark FROM rm.offsets WHERE projection = $1', [
      this.consumer,
    ]);
    return new Map(
      rows.map(({ next_offset: next, mark, ...place }) => [placeId(place), { next: BigInt(next), mark }]),
    );
  }

  /**
   * Which of the keys are parked; their rows stay locked, so no redrive runs meanwhile. To be asked before `known`: a redrive
   * that was waited for has moved the versions.
   */
  async lockParked(tx: ClientBase, keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.rows<{ key: string }>(
      tx,
      'lock-parked',
      'SELECT key FROM rm.parked_key WHERE projection = $1 AND key = ANY($2::text[]) ORDER BY key FOR UPDATE',
      [this.consumer, keys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  async known(db: Queryable, keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.rows<{ stream_key: string; version: string }>(
      db,
      'known',
      'SELECT stream_key, version FROM rm.stream_progress WHERE projection = $1 AND stream_key = ANY($2::text[])',
      [this.consumer, keys],
    );
    return new Map(rows.map(({ stream_key, version }) => [stream_key, Number(version)]));
  }

  async advance(tx: ClientBase, progress: ReadonlyMap<string, number>): Promise<void> {
    if (progress.size === 0) return;
    const keys = [...progress.keys()].sort();
    await tx.query({
      name: 'rm-advance',
      text: `INSERT INTO rm.stream_progress (projection, stream_key, version)
             SELECT $1, k, v FROM unnest($2::text[], $3::bigint[]) AS t(k, v)
             ON CONFLICT (projection, stream_key) DO UPDATE SET version = excluded.version`,
      values: [this.consumer, keys, keys.map((key) => progress.get(key))],
    });
  }

  async park(
    tx: ClientBase,
    keys: ReadonlyMap<string, Fault>,
    entries: readonly Entry[],
    at: Place,
  ): Promise<void> {
    for (const [key, { cause, error }] of keys)
      await tx.query({
        name: 'rm-park-key',
        text: `INSERT INTO rm.parked_key (projection, key, cause, error) VALUES ($1, $2, $3, $4)
               ON CONFLICT (projection, key) DO UPDATE SET cause = excluded.cause, error = excluded.error, tried_at = now()`,
        values: [this.consumer, key, cause, error],
      });
    for (const { message, key, version, type, fault } of entries)
      await tx.query({
        name: 'rm-park',
        text: `INSERT INTO rm.parked (projection, key, topic, partition, "offset", version, event_type, raw, value, headers, error)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        values: [
          this.consumer,
          key,
          at.topic,
          at.partition,
          message.offset.toString(),
          version,
          type,
          message.raw !== null,
          message.raw?.value ?? null,
          message.raw ? JSON.stringify(message.raw.headers) : null,
          fault?.error ?? keys.get(key)?.error ?? null,
        ],
      });
  }

  async parkedKeys(db: Queryable): Promise<string[]> {
    const rows = await this.rows<{ key: string }>(
      db,
      'parked-keys',
      'SELECT key FROM rm.parked_key WHERE projection = $1 ORDER BY since, key',
      [this.consumer],
    );
    return rows.map(({ key }) => key);
  }

  async parkedRows(tx: ClientBase, key: string): Promise<ParkedRow[]> {
    const rows = await this.rows<{
      id: string;
      topic: string;
      partition: number;
      offset: string;
      raw: boolean;
      value: Buffer | null;
      headers: Record<string, string> | null;
    }>(
      tx,
      'parked-rows',
      `SELECT id, topic, partition, "offset", raw, value, headers FROM rm.parked
       WHERE projection = $1 AND key = $2 ORDER BY id`,
      [this.consumer, key],
    );
    return rows.map(({ id, topic, partition, offset, raw, value, headers }) => ({
      id: BigInt(id),
      topic,
      partition,
      offset: BigInt(offset),
      key,
      raw: raw ? { value, headers: headers ?? {} } : null,
    }));
  }

  async unpark(tx: ClientBase, key: string): Promise<void> {
    await tx.query('DELETE FROM rm.parked WHERE projection = $1 AND key = $2', [this.consumer, key]);
    await tx.query('DELETE FROM rm.parked_key WHERE projection = $1 AND key = $2', [this.consumer, key]);
  }

  async triedAgain(db: Queryable, key: string, { cause, error }: Fault): Promise<void> {
    await db.query(
      `UPDATE rm.parked_key SET attempts = attempts + 1, cause = $3, error = $4, tried_at = now()
       WHERE projection = $1 AND key = $2`,
      [this.consumer, key, cause, error],
    );
    await db.query('UPDATE rm.parked SET attempts = attempts + 1 WHERE projection = $1 AND key = $2', [
      this.consumer,
      key,
    ]);
  }

  /** Parked keys and events by cause. */
  async parkedCounts(db: Queryable): Promise<ParkedCount[]> {
    return this.rows<ParkedCount>(
      db,
      'parked-counts',
      `SELECT k.cause, count(DISTINCT k.key)::int AS keys, count(p.id)::int AS events,
              (count(DISTINCT k.key) FILTER (WHERE k.since < now() - interval '5 minutes'))::int AS stuck
       FROM rm.parked_key k LEFT JOIN rm.parked p ON p.projection = k.projection AND p.key = k.key
       WHERE k.projection = $1 GROUP BY k.cause`,
      [this.consumer],
    );
  }

  private async rows<Row extends QueryResultRow>(
    db: Queryable,
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    const { rows } = await db.query<Row>({ name: `rm-${name}`, text, values });
    return rows;
  }
}

/** A parked stream as operators see it; the error's text, which may hold anything, stays in the table. */
export interface ParkedStream {
  /** The projection or reaction. */
  readonly consumer: string;
  readonly stream: string;
  readonly cause: string;
  /** The kind of the error: its class. */
  readonly kind: string;
  readonly attempts: number;
  readonly since: Date;
  readonly triedAt: Date;
  readonly events: number;
  /** The first one that waits. */
  readonly version: number | null;
  readonly type: string | null;
}

/** What is parked by any consumer of the service, or by one, oldest first. */
export const parkedStreams = async (
  db: Queryable,
  { consumer, limit }: { readonly consumer?: string | undefined; readonly limit: number },
): Promise<ParkedStream[]> => {
  const { rows } = await db.query<ParkedStream>(
    `SELECT k.projection AS consumer, k.key AS stream, k.cause, split_part(k.error, ':', 1) AS kind, k.attempts, k.since,
            k.tried_at AS "triedAt", count(p.id)::int AS events, min(p.version)::float8 AS version,
            (array_agg(p.event_type ORDER BY p.version, p.id))[1] AS type
     FROM rm.parked_key k LEFT JOIN rm.parked p ON p.projection = k.projection AND p.key = k.key
     WHERE $1::text IS NULL OR k.projection = $1
     GROUP BY k.projection, k.key ORDER BY k.since, k.projection, k.key LIMIT $2`,
    [consumer ?? null, limit],
  );
  return rows;
};

/** A wait after so many seconds at most, where nothing tells that the policy has come. */
const LONGEST_WAIT_S = 600;

/**
 * What waits for a policy and is to be tried again now: after two seconds, four, eight, at last ten minutes. Whoever waits longest first.
 * @param consumers whose
 */
export const awaitingPolicy = async (
  db: Queryable,
  consumers: readonly string[],
  limit: number,
): Promise<{ readonly consumer: string; readonly key: string }[]> => {
  const { rows } = await db.query<{ consumer: string; key: string }>({
    name: 'rm-awaiting-policy',
    text: `SELECT projection AS consumer, key FROM rm.parked_key
           WHERE projection = ANY($1::text[]) AND cause = 'policy'
             AND tried_at + least(${LONGEST_WAIT_S}, power(2, least(attempts, 20))) * interval '1 second' <= clock_timestamp()
           ORDER BY tried_at, projection, key LIMIT $2`,
    values: [consumers, limit],
  });
  return rows;
};

/** The tables of the books, in the order in which whoever changes several of them goes through them. */
const BOOKS = ['rm.offsets', 'rm.parked_key', 'rm.parked', 'rm.stream_progress'] as const;

/** Gives a consumer's books another name. Nothing may be under the new one. */
export const renameBooks = async (tx: ClientBase, from: string, to: string): Promise<void> => {
  for (const table of BOOKS)
    await tx.query(`UPDATE ${table} SET projection = $2 WHERE projection = $1`, [from, to]);
};

/** Forgets what these consumers have booked. */
export const dropBooks = async (tx: ClientBase, consumers: readonly string[]): Promise<void> => {
  for (const table of BOOKS)
    await tx.query(`DELETE FROM ${table} WHERE projection = ANY($1::text[])`, [consumers]);
};
