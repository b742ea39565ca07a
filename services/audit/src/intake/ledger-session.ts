import { ADVISORY_LOCKS, type Transaction } from '@jejak/event-store';
import { GrowingTree, type SigningKey } from '@jejak/ledger';
import { Client, type ClientConfig, type QueryResult, type QueryResultRow } from 'pg';
import { LogRefused, ownCheckpoint, sealed, type SealedHead } from '../log/sealed-head';
import type { FiledEntry } from '../log/tile-writer';

/** Somebody else writes the log, or did since: this process must not. */
export class NotTheWriter extends Error {
  override readonly name = 'NotTheWriter';
}

/** The advisory lock of the log's one writer, beside those of the event store in the same database. */
const WRITER_LOCK = [ADVISORY_LOCKS.space, ADVISORY_LOCKS.ledgerWriter] as const;
const LOG = 'main';
const CLOSE_MS = 2_000;

const TIMEOUTS: ClientConfig = {
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
  statement_timeout: 30_000,
  // Behind the server's own, for a server that no longer answers at all.
  query_timeout: 35_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 30_000,
  application_name: 'jejak-ledger',
};

interface HeadRow {
  readonly epoch: string;
  readonly size: string;
  readonly root: Buffer | null;
  readonly note: Buffer | null;
  readonly edge: Buffer | null;
}

/** What extends the log in one transaction. */
export interface Extension<Result> {
  readonly leafHashes: readonly Buffer[];
  readonly result: Result;
  /** Runs in the same transaction, once the new head is signed. */
  readonly onSigned?: (head: SealedHead) => Promise<void>;
}

/** Entries read at once where a tree is made from all of them. */
const BATCH = 4_096;

/**
 * The one connection through which the log is written. It holds the advisory lock *and* runs every transaction, so a process
 * that loses the lock loses its transaction with it; the epoch fences what even that would let through (a pooler, a server
 * that was promoted).
 */
export class LedgerSession {
  #lost = false;
  #tree = GrowingTree.empty();
  #head: SealedHead | undefined;

  private constructor(
    private readonly client: Client,
    readonly epoch: bigint,
    private readonly key: SigningKey,
    private readonly next: SigningKey | undefined,
    private readonly onLost: () => void,
  ) {}

  /**
   * Becomes the writer.
   * @param key of the log
   * @param onLost called once when the connection breaks
   * @param next the key that is to follow; it signs too
   * @returns null while another process is
   * @throws LogRefused where the head is none that this key signed over these entries
   */
  static async open(
    databaseUrl: string,
    key: SigningKey,
    onLost: () => void,
    next?: SigningKey,
  ): Promise<LedgerSession | null> {
    const client = new Client({ ...TIMEOUTS, connectionString: databaseUrl });
    let session: LedgerSession | undefined;
    let broken = false;
    client.on('error', () => {
      broken = true;
      session?.lose();
    });
    // Ends also without an error: terminated while nothing was asked.
    client.on('end', () => session?.lose());
    try {
      await client.connect();
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS locked',
        [...WRITER_LOCK],
      );
      if (!rows[0].locked) {
        await client.end();
        return null;
      }
      await client.query('SET synchronous_commit = on');
      const head = await client.query<HeadRow>(
        'UPDATE ledger.log_head SET epoch = epoch + 1 WHERE log = $1 RETURNING epoch, size, root, note, edge',
        [LOG],
      );
      const [row] = head.rows;
      session = new LedgerSession(client, BigInt(row.epoch), key, next, onLost);
      await session.restore(row);
      if (broken) throw new NotTheWriter('the connection broke while it became the writer');
      return session;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** How many entries the log has. */
  get size(): bigint {
    return BigInt(this.head.size);
  }

  /** The head that was committed last. */
  get head(): SealedHead {
    if (!this.#head) throw new Error('the session is not open');
    return this.#head;
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** The connection itself, for what is recorded in the transaction of {@link extend}. */
  get transaction(): Transaction {
    return this.client;
  }

  query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /** Entries with an index in [from, to), as the tree and its files need them. */
  async entries(from: number, to: number): Promise<FiledEntry[]> {
    const { rows } = await this.query<{ leaf: Buffer; hash: Buffer }>(
      'SELECT leaf, hash FROM ledger.log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
      [from, to],
    );
    return rows;
  }

  /**
   * Runs `work` in one transaction that extends the log by the leaves that it returns the hashes of, and signs the head; all of it happens,
   * or nothing. After a failure this session knows nothing any more.
   * @throws NotTheWriter when the log was extended, or its writer replaced, behind our back
   */
  async extend<Result>(work: (from: bigint) => Promise<Extension<Result>>): Promise<Result> {
    await this.client.query('BEGIN');
    try {
      const { leafHashes, result, onSigned } = await work(this.size);
      if (leafHashes.length > 0) this.#tree.append(leafHashes);
      const head = leafHashes.length > 0 ? sealed(this.#tree, this.key, this.next) : this.head;
      await this.writeHead(head);
      await onSigned?.(head);
      await this.client.query('COMMIT');
      this.#head = head;
      return result;
    } catch (error) {
      // A failed COMMIT leaves the outcome open; either way the session's books are no longer known to be right.
      await this.client.query('ROLLBACK').catch(() => this.lose());
      throw error;
    }
  }

  /** Moves the head from the one that we know, as the writer that we are. */
  private async writeHead(head: SealedHead): Promise<void> {
    const { rowCount } = await this.client.query(
      `UPDATE ledger.log_head SET size = $1, root = $2, note = $3, edge = $4
        WHERE log = $5 AND size = $6 AND root IS NOT DISTINCT FROM $7 AND epoch = $8`,
      [
        ...[head.size, head.root, Buffer.from(head.note), this.#tree.edge()],
        ...[LOG, this.#head?.size ?? head.size, this.#head?.root ?? null, this.epoch],
      ],
    );
    if (rowCount !== 1) throw new NotTheWriter('the log has another writer');
  }

  /** Takes up the tree where the head has it, or makes the tree of a log that has not been signed yet. */
  private async restore({ size, root, note, edge }: HeadRow): Promise<void> {
    if (root === null || note === null || edge === null) {
      while (this.#tree.size < Number(size)) {
        const entries = await this.entries(this.#tree.size, Math.min(Number(size), this.#tree.size + BATCH));
        if (entries.length === 0)
          throw new LogRefused(`the log ends before entry ${size}, which its head counts`);
        this.#tree.append(entries.map(({ hash }) => hash));
      }
      const head = sealed(this.#tree, this.key, this.next);
      await this.writeHead(head);
      this.#head = head;
      return;
    }
    this.#tree = GrowingTree.from(Number(size), edge);
    const signed = ownCheckpoint(note, this.key, 'The head of the log');
    if (signed.size !== Number(size) || !signed.root.equals(root) || !this.#tree.root().equals(root))
      throw new LogRefused('the head of the log is not what was signed');
    this.#head = { size: signed.size, root, note: note.toString('utf8') };
  }

  /** Gives up the lock. A connection whose other end is gone is left to its keep-alive. */
  async close(): Promise<void> {
    this.#lost = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
    await Promise.race([this.client.end().catch(() => undefined), late]);
    clearTimeout(timer);
  }

  private lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.onLost();
  }
}
