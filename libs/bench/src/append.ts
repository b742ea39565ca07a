import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CommandContext,
  createPool,
  EventStore,
  fileKeyStore,
  migrateEventStore,
} from '@jejak/event-store';
import { ContractRegistry, EventLog, type EventRow, identify, Recorder } from '@jejak/event-store/parts';
import { newId } from '@jejak/kernel';
import { Client, type Pool } from 'pg';
import { type Contender, type Figures, race } from './race';
import { createDatabase, describeMachine, type Machine, type Servers } from './servers';
import { benchContracts, newStream, type Score, scoreDecider, scored, scoredData } from './workload';

export interface AppendOptions {
  /** Of counted measuring for each of the three settings. */
  readonly seconds: number;
}

export interface AppendSetting {
  readonly name: 'one' | 'sixteen' | 'hundred';
  readonly connections: number;
  /** Events of one append. */
  readonly events: number;
  readonly figures: readonly Figures[];
  /** Ratios that architecture.md section 6 asks for, and what they came to. */
  readonly objectives: readonly {
    readonly against: 'bare' | 'hashed';
    readonly atLeast: number;
    readonly reached: number;
  }[];
}

export interface AppendReport {
  readonly bench: 'append';
  readonly machine: Machine;
  readonly settings: readonly AppendSetting[];
}

const SETTINGS = [
  { name: 'one', connections: 1, events: 1, bare: 0.6, hashed: 0.85 },
  { name: 'sixteen', connections: 16, events: 1, bare: 0.45, hashed: 0.7 },
  { name: 'hundred', connections: 1, events: 100, bare: 0.4, hashed: 0.7 },
] as const;

const SLICE_MS = 250;
/** A stream gets so many appends before the next one begins: most are appends to a stream that is there. */
const APPENDS_PER_STREAM = 10;
const TOPIC = 'bench.events.v1';

/**
 * Appends with everything on (exact version, outbox, deduplication, hash chain, commitments) beside a narrow bare prepared
 * INSERT and an INSERT of the same rows with the same hashing, in turns. `command` is a whole `EventStore.execute`: load,
 * decide, append.
 */
export const benchAppend = async (servers: Servers, { seconds }: AppendOptions): Promise<AppendReport> => {
  const database = await createDatabase(servers.postgresUrl, 'append');
  try {
    const machine = await describeMachine(database.url);
    await prepare(database.url);
    const settings: AppendSetting[] = [];
    for (const setting of SETTINGS) {
      const { name, connections, events } = setting;
      const bench = await Bench.open(database.url, connections, events);
      try {
        const contenders = bench.contenders();
        const rounds = Math.max(1, Math.round((seconds * 1000) / (SLICE_MS * contenders.length)));
        const sliceMs = Math.min(SLICE_MS, (seconds * 1000) / contenders.length);
        const figures = await race(contenders, { workers: connections, sliceMs, rounds });
        const append = figures.find((one) => one.name === 'append') as Figures;
        const objectives = (['bare', 'hashed'] as const).map((against) => ({
          ...{ against, atLeast: setting[against], reached: append.ratioTo[against] },
        }));
        settings.push({ name, connections, events, figures, objectives });
      } finally {
        await bench.close();
      }
    }
    return { bench: 'append', machine, settings };
  } finally {
    await database.drop();
  }
};

/** The contenders on a database of their own, for who compares something else with them. */
export const openAppendBench = async (
  postgresUrl: string,
  connections: number,
  events: number,
): Promise<{ readonly contenders: readonly Contender[]; close(): Promise<void> }> => {
  const database = await createDatabase(postgresUrl, 'append');
  await prepare(database.url);
  const bench = await Bench.open(database.url, connections, events);
  return {
    contenders: bench.contenders(),
    close: async () => {
      await bench.close();
      await database.drop();
    },
  };
};

const prepare = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await migrateEventStore(client);
    await client.query(`
      create schema bench;
      create table bench.bare (stream_id text, version bigint, event_type text, data jsonb, primary key (stream_id, version));
      create table bench.hashed (like es.events including all)`);
  } finally {
    await client.end();
  }
};

/** Where a worker is: the stream that it writes, and its head. */
interface Cursor {
  stream: string;
  version: number;
  head: Buffer | null;
}

const begin = (): Cursor => ({ stream: newStream(), version: 0, head: null });

/** The next place to write at: a new stream now and then. */
const turn = (cursors: Cursor[], worker: number, events: number): Cursor =>
  cursors[worker].version >= APPENDS_PER_STREAM * events ? (cursors[worker] = begin()) : cursors[worker];

const BARE_ONE = {
  name: 'bare_one',
  text: 'insert into bench.bare (stream_id, version, event_type, data) values ($1, $2, $3, $4)',
};
const BARE_MANY = {
  name: 'bare_many',
  text: `insert into bench.bare (stream_id, version, event_type, data)
         select * from unnest($1::text[], $2::bigint[], $3::text[], $4::jsonb[])`,
};
const COLUMNS =
  'position, stream_id, version, event_id, event_type, schema_version, core, event_hash, data, opening, personal, subject_id';
const HASHED_ONE = {
  name: 'hashed_one',
  text: `insert into bench.hashed (${COLUMNS})
         values (nextval('es.event_position'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const HASHED_MANY = {
  name: 'hashed_many',
  text: `insert into bench.hashed (${COLUMNS})
         select nextval('es.event_position'), *
           from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::smallint[], $6::text[], $7::bytea[], $8::jsonb[],
                       $9::bytea[], $10::bytea[], $11::text[])`,
};

class Bench {
  private readonly recorder: Recorder;
  private readonly log: EventLog;
  private readonly store: EventStore;
  private readonly keyFolder = mkdtempSync(join(tmpdir(), 'jejak-bench-keys-'));
  private readonly actor = newId();
  private nth = 0;

  private constructor(
    private readonly pool: Pool,
    private readonly clients: readonly Client[],
    private readonly events: number,
  ) {
    const keys = fileKeyStore({ folder: this.keyFolder, kek: randomBytes(32), cacheMs: 60_000 });
    this.recorder = new Recorder(new ContractRegistry(benchContracts), keys);
    this.log = new EventLog(pool, TOPIC);
    const clock = { now: () => new Date().toISOString() };
    this.store = new EventStore({ pool, contracts: benchContracts, clock, keys, topic: TOPIC });
  }

  static async open(url: string, connections: number, events: number): Promise<Bench> {
    const clients = Array.from({ length: connections }, () => new Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    return new Bench(createPool(url, { max: connections }), clients, events);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
    await this.pool.end();
    rmSync(this.keyFolder, { recursive: true, force: true });
  }

  contenders(): Contender[] {
    const { events: per } = this;
    const own = (once: (cursor: Cursor, worker: number) => Promise<void>) => {
      const cursors = this.clients.map(begin);
      return (worker: number) => once(turn(cursors, worker, per), worker);
    };
    return [
      { name: 'bare', per, once: own((cursor, worker) => this.bare(cursor, worker)) },
      { name: 'hashed', per, once: own((cursor, worker) => this.hashed(cursor, worker)) },
      { name: 'append', per, once: own((cursor) => this.append(cursor)) },
      { name: 'command', per, once: own((cursor) => this.command(cursor)) },
    ];
  }

  private async bare(cursor: Cursor, worker: number): Promise<void> {
    const { events } = this;
    const data = Array.from({ length: events }, () => JSON.stringify(scoredData(this.nth++)));
    const values: unknown[] =
      events === 1
        ? [cursor.stream, cursor.version + 1, scored.type, data[0]]
        : [
            data.map(() => cursor.stream),
            data.map((_, i) => cursor.version + i + 1),
            data.map(() => scored.type),
            data,
          ];
    await this.clients[worker].query({ ...(events === 1 ? BARE_ONE : BARE_MANY), values });
    cursor.version += events;
  }

  private async hashed(cursor: Cursor, worker: number): Promise<void> {
    const { stream, version } = cursor;
    const { rows } = await this.recorded(cursor);
    const [first] = rows;
    const one = [
      first.id,
      first.type,
      first.schemaVersion,
      first.core,
      first.hash,
      first.data,
      first.opening,
    ];
    const values: unknown[] =
      rows.length === 1
        ? [stream, version + 1, ...one, first.personal, first.subject]
        : [
            rows.map(() => stream),
            rows.map((_, i) => version + i + 1),
            rows.map(({ id }) => id),
            rows.map(({ type }) => type),
            rows.map(({ schemaVersion }) => schemaVersion),
            rows.map(({ core }) => core),
            rows.map(({ hash }) => hash),
            rows.map(({ data }) => data),
            rows.map(({ opening }) => opening),
            rows.map(({ personal }) => personal),
            rows.map(({ subject }) => subject),
          ];
    await this.clients[worker].query({ ...(rows.length === 1 ? HASHED_ONE : HASHED_MANY), values });
    advance(cursor, rows);
  }

  /** As `EventStore` does it once a command is decided. */
  private async append(cursor: Cursor): Promise<void> {
    const { stream, version: expected } = cursor;
    const { rows, context, command } = await this.recorded(cursor);
    const item = { decider: scoreDecider, stream, command, context };
    const { fingerprint } = identify(item, benchContracts.service);
    const { commandId } = context;
    const given = {
      stream,
      streamType: 'evaluation',
      expected,
      commandId,
      fingerprint,
      rows,
      traceparent: null,
    };
    const { outcome } = await this.log.append(given);
    if (outcome !== 'ok') throw new Error(`an append of the bench came to ${outcome}`);
    advance(cursor, rows);
  }

  private async command(cursor: Cursor): Promise<void> {
    const command: Score = { type: 'Score', nth: this.nth, events: this.events };
    this.nth += this.events;
    const gathered = { given: undefined, policy: POLICY };
    const { version } = await this.store.execute(
      scoreDecider,
      cursor.stream,
      command,
      this.context(),
      gathered,
    );
    cursor.version = version;
  }

  private context(): CommandContext {
    return { commandId: newId(), actor: this.actor, role: 'supervisor' };
  }

  private async recorded(
    place: Cursor,
  ): Promise<{ rows: EventRow[]; context: CommandContext; command: Score }> {
    const context = this.context();
    const command: Score = { type: 'Score', nth: this.nth, events: this.events };
    this.nth += this.events;
    const decided = scoreDecider.decide(command, 0, { now: '' });
    const rows = await this.recorder.record(
      decided,
      place,
      context,
      { policy: POLICY },
      new Date().toISOString(),
    );
    return { rows, context, command };
  }
}

const POLICY = 'perf.result@1';

const advance = (cursor: Cursor, rows: readonly EventRow[]): void => {
  cursor.version += rows.length;
  cursor.head = rows[rows.length - 1].hash;
};
