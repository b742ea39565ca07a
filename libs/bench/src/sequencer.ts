import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateEventStore } from '@jejak/event-store';
import { type SigningKey, signingKey } from '@jejak/ledger';
import type { IncomingMessage } from '@jejak/messaging';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { createDatabase, WORKSPACE } from './servers';

/** What the sequencer gives of an event that was read. */
export interface Leaf {
  readonly leaf: string;
  readonly leafHash: Buffer;
  readonly pos: number;
  readonly wire: { readonly core: { readonly stream: string; readonly ver: number } };
}
interface Head {
  readonly size: number;
}
interface Session {
  readonly head: Head;
  entries(from: number, to: number): Promise<unknown>;
  query(text: string, values: unknown[]): Promise<unknown>;
  extend(work: (from: bigint) => Promise<{ leafHashes: Buffer[]; result: null }>): Promise<null>;
  close(): Promise<void>;
}
interface Publisher {
  room(): Promise<void>;
  offer(entries: readonly { leaf: Buffer; hash: Buffer }[], head: Head): void;
  stop(): Promise<void>;
}
type Migration = new () => { up(...args: never[]): Promise<void>; down(...args: never[]): Promise<void> };

/** The members of the built audit service by which its log is written: a lib imports no service, so that they are named here once more. */
interface Built {
  readonly LedgerSession: {
    open(url: string, key: SigningKey, onLost: () => void): Promise<Session | null>;
  };
  readonly readArrival: (message: IncomingMessage, source: string) => Leaf;
  readonly insertEntries: (session: Session, from: bigint, leaves: readonly Leaf[]) => Promise<void>;
  readonly moveHeads: (session: Session, from: bigint, leaves: readonly Leaf[]) => Promise<void>;
  readonly LogFiles: new (folder: string) => object;
  readonly catchUp: (...args: readonly unknown[]) => Promise<object>;
  readonly Publisher: new (writer: object, options: object) => Publisher;
  readonly Ledger1795000000000: Migration;
  readonly Heads1795100000000: Migration;
  readonly DecisionInputs1797100000000: Migration;
}

const MODULES = [
  ...['intake/ledger-session', 'intake/arrival', 'intake/ledger-rows', 'log/log-files', 'log/published-log'],
  ...['log/publisher', 'migrations/1795000000000-ledger', 'migrations/1795100000000-heads'],
  'migrations/1797100000000-decision-inputs',
];

/** Who extends a log by leaves: in one transaction, and published behind it. */
export class Sequencer {
  private constructor(
    private readonly built: Built,
    private readonly session: Session,
    private readonly publisher: Publisher,
    readonly pool: Pool,
    readonly folder: string,
    private readonly drop: () => Promise<void>,
  ) {}

  /** With a database, a folder and a key of its own. */
  static async open(postgresUrl: string): Promise<Sequencer> {
    const built = await builtAudit();
    const { LedgerSession, LogFiles, Publisher } = built;
    const database = await createDatabase(postgresUrl, 'ledger');
    const migrations = [
      built.Ledger1795000000000,
      built.Heads1795100000000,
      built.DecisionInputs1797100000000,
    ];
    const source = new DataSource({ type: 'postgres', url: database.url, migrations });
    await source.initialize();
    await source.runMigrations();
    await source.destroy();
    const pool = new Pool({ connectionString: database.url, max: 2 });
    const client = await pool.connect();
    await migrateEventStore(client);
    client.release();
    const folder = mkdtempSync(join(tmpdir(), 'jejak-bench-log-'));
    const key = signingKey('bench.example/log/1', 'note', Buffer.alloc(32, 1));
    const lost = (): never => {
      throw new Error('the log was lost');
    };
    const session = await LedgerSession.open(database.url, key, () => undefined);
    if (!session) return lost();
    const files = new LogFiles(folder);
    const read = (from: number, to: number) => session.entries(from, to);
    const publisher = new Publisher(await catchUp(built, files, session, key, read), {
      ...{ files, key, logger: silent, everyMs: 200, retryMs: 100 },
      ...{ onRefused: lost, onOvertaken: lost, onPublished: () => undefined },
    });
    return new Sequencer(built, session, publisher, pool, folder, async () => {
      await publisher.stop();
      await session.close();
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** Reads a message as the intake does: form, commitment, leaf and its hash. */
  read(message: IncomingMessage, source: string): Leaf {
    return this.built.readArrival(message, source);
  }

  /** @param forQuestions whether what questions read is written too, as the service does */
  async extend(leaves: readonly Leaf[], forQuestions: boolean): Promise<void> {
    const { insertEntries, moveHeads } = this.built;
    await this.publisher.room();
    await this.session.extend(async (from) => {
      if (forQuestions) {
        await insertEntries(this.session, from, leaves);
        await moveHeads(this.session, from, leaves);
      } else await this.session.query(INSERT('ledger.log_entry'), columnsOf(leaves, from));
      return { leafHashes: leaves.map(({ leafHash }) => leafHash), result: null };
    });
    this.publisher.offer(
      leaves.map(({ leaf, leafHash: hash }) => ({ leaf: Buffer.from(leaf), hash })),
      this.session.head,
    );
  }

  close(): Promise<void> {
    return this.drop();
  }
}

const silent = {
  warn: () => undefined,
  info: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};

const catchUp = (
  { catchUp: begin }: Built,
  files: object,
  { head }: Session,
  key: SigningKey,
  read: unknown,
) => begin(files, head, key, read);

const builtAudit = async (): Promise<Built> => {
  const modules = await Promise.all(
    MODULES.map(
      (name) => import(join(WORKSPACE, 'services', 'audit', 'dist', `${name}.js`)) as Promise<Partial<Built>>,
    ),
  );
  // Which members there are is what `Built` says, and the first use shows.
  return Object.assign({}, ...modules) as Built;
};

/** The statement by which leaves are written, into whatever table has these columns. */
export const INSERT = (table: string): string =>
  `INSERT INTO ${table} (idx, leaf, hash, src, pos, stream, ver)
   SELECT idx, convert_to(leaf, 'UTF8'), hash, 'performance', pos, stream, ver
     FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bigint[], $5::text[], $6::int[])
          AS t(idx, leaf, hash, pos, stream, ver)`;

export const columnsOf = (leaves: readonly Leaf[], from: bigint): unknown[] => [
  leaves.map((_, i) => from + BigInt(i)),
  ...[leaves.map(({ leaf }) => leaf), leaves.map(({ leafHash }) => leafHash), leaves.map(({ pos }) => pos)],
  ...[leaves.map(({ wire }) => wire.core.stream), leaves.map(({ wire }) => wire.core.ver)],
];
