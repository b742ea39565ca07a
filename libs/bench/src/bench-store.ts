import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CommandContext,
  createPool,
  EventStore,
  execution,
  fileKeyStore,
  type KeyStore,
  migrateEventStore,
} from '@jejak/event-store';
import { DomainError, newId } from '@jejak/kernel';
import type { Pool } from 'pg';
import { createDatabase } from './servers';
import { benchContracts, newStream, type Score, scoreDecider } from './workload';

export interface BenchStoreOptions {
  readonly topic: string;
  readonly onAppended?: () => void;
  /** Connections at most. */
  readonly connections?: number;
}

/** Commands of one call while a store is filled. */
const FILL = 500;

/** Copies of the seed that one statement makes. */
const COPIES = 10;
/** Streams and events are named by UUIDs; each copy has its own first eight digits. */
const COPY = `
  insert into es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash, data, opening,
                         personal, subject_id)
  select nextval('es.event_position'), stream, version, event::uuid, event_type, schema_version,
         replace(replace(core, stream_id, stream), event_id::text, event), event_hash, data, opening, personal, subject_id
    from (select s.*, regexp_replace(s.stream_id, '-[0-9a-f]{8}-', '-' || digits || '-') as stream,
                 digits || substr(s.event_id::text, 9) as event
            from generate_series($1::int, $2::int) copy, lpad(to_hex(copy), 8, '0') digits, bench_seed s
           order by copy, s.position) copied`;

/** An event store in a database of its own, with keys of its own. */
export class BenchStore {
  private readonly actor = newId();
  private nth = 0;

  private constructor(
    readonly url: string,
    readonly pool: Pool,
    readonly keys: KeyStore,
    readonly store: EventStore,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(postgresUrl: string, name: string, options: BenchStoreOptions): Promise<BenchStore> {
    const database = await createDatabase(postgresUrl, name);
    const folder = mkdtempSync(join(tmpdir(), 'jejak-bench-keys-'));
    const pool = createPool(database.url, {
      max: options.connections ?? 10,
      statementTimeoutMs: 600_000,
    });
    const client = await pool.connect();
    try {
      await migrateEventStore(client);
    } finally {
      client.release();
    }
    const keys = fileKeyStore({ folder, kek: randomBytes(32), cacheMs: 60_000 });
    const store = new EventStore({
      ...{ pool, keys, topic: options.topic, contracts: benchContracts },
      clock: { now: () => new Date().toISOString() },
      ...(options.onAppended ? { onAppended: options.onAppended } : {}),
    });
    return new BenchStore(database.url, pool, keys, store, async () => {
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  context(): CommandContext {
    return { commandId: newId(), actor: this.actor, role: 'supervisor' };
  }

  command(events: number): Score {
    const command: Score = { type: 'Score', nth: this.nth, events };
    this.nth += events;
    return command;
  }

  /** Records so many events, `perStream` in each of new streams. */
  async fill(events: number, perStream: number): Promise<void> {
    for (let left = Math.ceil(events / perStream); left > 0; left -= FILL) {
      const items = Array.from({ length: Math.min(FILL, left) }, () =>
        execution({
          decider: scoreDecider,
          stream: newStream(),
          command: this.command(perStream),
          context: this.context(),
        }),
      );
      for (const result of await this.store.executeEach(items))
        if (result instanceof DomainError) throw result;
    }
  }

  /**
   * Copies what is there, so often that there are so many events: in the server, under other names of streams, a hundred times
   * as fast as recording. The copies keep the hashes of what they were copied from, which nobody asks who builds a read model.
   * @returns how many there are then: whole copies
   */
  async multiply(events: number): Promise<number> {
    await this.pool.query(`create unlogged table if not exists bench_seed as select * from es.events`);
    const { rows } = await this.pool.query<{ seed: number; there: number; copies: number }>(
      `select (select count(*)::int from bench_seed) as seed, count(*)::int as there,
              (count(*) / (select count(*) from bench_seed))::int as copies from es.events`,
    );
    const [{ seed, there, copies }] = rows;
    const missing = Math.max(0, Math.ceil((events - there) / seed));
    for (let from = 0; from < missing; from += COPIES)
      await this.pool.query(COPY, [copies + from, copies + Math.min(missing, from + COPIES) - 1]);
    await this.pool.query('vacuum (analyze) es.events');
    return there + missing * seed;
  }

  async close(): Promise<void> {
    await this.drop();
  }
}
