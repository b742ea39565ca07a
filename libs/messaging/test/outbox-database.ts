import { migrateEventStore } from '@jejak/event-store';
import { eventTypeOf, newId, streamOf } from '@jejak/kernel';
import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import { createTestDatabase } from '@jejak/testing';
import { Client, Pool, type ClientBase } from 'pg';

export interface Appended {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly hash: Buffer;
}

export interface AppendOptions {
  readonly data?: Record<string, unknown>;
  readonly traceparent?: string;
  /** What is stored as core instead of the real one: something that no sender can read. */
  readonly core?: string;
}

export const SERVICE = 'performance';

/** The store of a service as its writers see it, without what this package does not need of it. */
export class OutboxDatabase {
  private constructor(
    readonly url: string,
    readonly pool: Pool,
    readonly topic: string,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async create(topic: string): Promise<OutboxDatabase> {
    const created = await createTestDatabase('relay');
    const { url } = created;
    const client = new Client({ connectionString: url });
    await client.connect();
    await migrateEventStore(client);
    await client.end();
    const pool = new Pool({ connectionString: url, max: 20 });
    pool.on('error', () => undefined);
    return new OutboxDatabase(url, pool, topic, () => created.drop());
  }

  async drop(): Promise<void> {
    await this.pool.end();
    await this.dropDatabase();
  }

  /** Appends one event by `es.append`. Null: somebody else was first. */
  async append(
    stream: string,
    prev: Appended | null,
    options: AppendOptions = {},
    client?: ClientBase,
  ): Promise<Appended | null> {
    const { data = { score: '91.2500' }, traceparent = null } = options;
    const version = (prev?.version ?? 0) + 1;
    const { commitment, opening } = commit(data, []);
    const id = newId();
    const type = eventTypeOf(SERVICE, { type: 'AnnualRated', version: 1 });
    const core: Core = {
      ...{
        id,
        type,
        stream,
        ver: version,
        at: '2026-01-05T02:00:00.000Z',
        actor: 'p_AAAAAAAAAAAAAAAAAAAAAA',
      },
      ...{ prev: prev?.hash.toString('base64url') ?? null, cause: null, policy: null, data: commitment },
    };
    const text = options.core ?? coreText(core);
    const hash = eventHash(text);
    const { rows } = await (client ?? this.pool).query<{ outcome: string }>(
      `select outcome from es.append($1, $2, $3, $4, $5, array[$6]::uuid[], array[$7], array[1]::smallint[], array[$8],
         array[$9]::bytea[], array[$10]::jsonb[], array[$11]::bytea[], array[null]::bytea[], array[null]::text[], $12, $13)`,
      [
        ...[stream, 'evaluation', version - 1, newId(), Buffer.alloc(32), id, type, text, hash],
        ...[JSON.stringify(data), opening, this.topic, traceparent],
      ],
    );
    return rows[0].outcome === 'ok' ? { id, stream, version, hash } : null;
  }

  /** Appends `versions` events to each of `streams` new streams, one after the other, round by round. */
  async fill(streams: number, versions: number): Promise<Appended[][]> {
    const chains: Appended[][] = Array.from({ length: streams }, () => []);
    const names = chains.map(() => streamOf('evaluation', newId()));
    for (let version = 1; version <= versions; version++)
      await Promise.all(
        names.map(async (name, i) => {
          const appended = await this.append(name, chains[i].at(-1) ?? null);
          if (appended) chains[i].push(appended);
        }),
      );
    return chains;
  }

  async count(
    table: 'outbox' | 'outbox_dead' | 'outbox_blocked_key' | 'published' | 'events',
  ): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `select count(*)::int as count from es.${table}`,
    );
    return rows[0].count;
  }

  async published(): Promise<{ pos: number; id: string }[]> {
    const { rows } = await this.pool.query<{ pos: string; id: string }>(
      'select pos, event_id as id from es.published order by pos',
    );
    return rows.map(({ pos, id }) => ({ pos: Number(pos), id }));
  }

  /** Ends every session of relays, as an operator or a network would. Returns how many there were. */
  async terminateRelays(): Promise<number> {
    const { rowCount } = await this.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'jejak-relay-%'`,
    );
    return rowCount ?? 0;
  }
}

/**
 * Sixteen writers append to shared streams in transactions that commit late, so that lower positions become visible after
 * higher ones. Each stops after its share.
 */
export const slowWriters = async (
  database: OutboxDatabase,
  streams: number,
  goesOn: (done: number) => boolean,
): Promise<number> => {
  const names = Array.from({ length: streams }, () => streamOf('evaluation', newId()));
  const heads = new Map<string, Appended>();
  let written = 0;
  const writer = async (seed: number): Promise<void> => {
    // A generator of its own, so that a run can be repeated.
    let state = seed;
    const random = (below: number) => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
    const client = await database.pool.connect();
    try {
      for (let done = 0; goesOn(done);) {
        const name = names[random(streams)];
        await client.query('begin');
        const appended = await database.append(name, heads.get(name) ?? null, {}, client);
        if (appended) await client.query('select pg_sleep($1)', [random(15) / 1000]);
        await client.query('commit');
        if (!appended) continue;
        heads.set(name, appended);
        written++;
        done++;
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, i) => writer(i * 7_919 + 1)));
  return written;
};
