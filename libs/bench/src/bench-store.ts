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

  async close(): Promise<void> {
    await this.drop();
  }
}
