import { migrateEventStore } from '@jejak/event-store';
import { parseCheckpoint, treeRoot } from '@jejak/ledger';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Heads1795100000000 } from '../src/migrations/1795100000000-heads';
import { Ledger1795000000000 } from '../src/migrations/1795000000000-ledger';

/** A database with the tables of the ledger and of the event store. */
export interface LedgerDatabase {
  readonly url: string;
  readonly pool: Pool;
  drop(): Promise<void>;
}

export const ledgerDatabase = async (): Promise<LedgerDatabase> => {
  const database: TestDatabase = await createTestDatabase('audit');
  const migrations = [Ledger1795000000000, Heads1795100000000];
  const source = new DataSource({ type: 'postgres', url: database.url, migrations });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
  const pool = new Pool({ connectionString: database.url, max: 4 });
  // Where the log's own service records what it says of itself.
  const client = await pool.connect();
  await migrateEventStore(client);
  client.release();
  // Tests terminate connections on purpose.
  pool.on('error', () => undefined);
  return {
    url: database.url,
    pool,
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

export interface LogRow {
  readonly idx: number;
  readonly src: string;
  readonly pos: number;
  readonly hash: string;
}

interface ReadRow {
  readonly idx: string | null;
  readonly src: string;
  readonly pos: string;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly size: string;
  readonly root: Buffer | null;
  readonly note: Buffer | null;
}

/** The log as it stands, with what must hold of it at any moment checked. */
export const readLog = async ({ pool }: LedgerDatabase): Promise<LogRow[]> => {
  const { rows } = await pool.query<ReadRow>(
    `SELECT l.idx, l.src, l.pos, l.hash AS leaf, e.event_hash AS hash, h.size, h.root, h.note
       FROM ledger.log_head h LEFT JOIN (ledger.log_entry l JOIN ledger.entry e USING (idx)) ON true ORDER BY l.idx`,
  );
  const log = rows
    .filter(({ idx }) => idx !== null)
    .map(({ idx, src, pos, hash }) => ({
      idx: Number(idx),
      src,
      pos: Number(pos),
      hash: hash.toString('base64url'),
    }));
  if (log.some(({ idx }, i) => idx !== i)) throw new Error('the index has a hole');
  if (log.length !== Number(rows[0].size)) throw new Error('the head does not say how long the log is');
  // Not signed before a writer has come.
  const [{ root, note }] = rows;
  if (root !== null && note !== null) {
    const head = parseCheckpoint(note);
    const leaves = rows.filter(({ idx }) => idx !== null).map(({ leaf }) => leaf);
    if (head.size !== log.length || !head.root.equals(root) || !treeRoot(leaves).equals(root))
      throw new Error('the head that is signed is not that of the entries');
  }
  for (const src of new Set(log.map((row) => row.src)))
    if (log.filter((row) => row.src === src).some(({ pos }, i) => pos !== i + 1))
      throw new Error(`${src} is out of order`);
  return log;
};

/** How many events of a source are logged. */
export const logged = async (database: LedgerDatabase, src: string): Promise<number> =>
  (await readLog(database)).filter((row) => row.src === src).length;

export interface FindingRow {
  readonly kind: 'alarm' | 'rejection';
  readonly data: Readonly<Record<string, unknown>>;
  readonly evidence: Buffer | null;
}

/** What was found wrong, in order. */
export const findings = async ({ pool }: LedgerDatabase): Promise<FindingRow[]> => {
  const { rows } = await pool.query<FindingRow>(
    `SELECT f.kind, f.data, e.value AS evidence FROM ledger.finding f LEFT JOIN ledger.evidence e ON e.finding = f.id
      ORDER BY f.found_at, f.id`,
  );
  return rows;
};
