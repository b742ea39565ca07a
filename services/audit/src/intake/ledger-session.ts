import { ADVISORY_LOCKS } from '@jejak/event-store';
import { Client, type ClientConfig, type QueryResult, type QueryResultRow } from 'pg';

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

/**
 * The one connection through which the log is written. It holds the advisory lock *and* runs every transaction, so a process
 * that loses the lock loses its transaction with it; the epoch fences what even that would let through (a pooler, a server
 * that was promoted).
 */
export class LedgerSession {
  #size: bigint;
  #lost = false;

  private constructor(
    private readonly client: Client,
    readonly epoch: bigint,
    size: bigint,
    private readonly onLost: () => void,
  ) {
    this.#size = size;
  }

  /**
   * Becomes the writer.
   * @param onLost called once when the connection breaks
   * @returns null while another process is
   */
  static async open(databaseUrl: string, onLost: () => void): Promise<LedgerSession | null> {
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
      const head = await client.query<{ epoch: string; size: string }>(
        'UPDATE ledger.log_head SET epoch = epoch + 1 WHERE log = $1 RETURNING epoch, size',
        [LOG],
      );
      const [{ epoch, size }] = head.rows;
      session = new LedgerSession(client, BigInt(epoch), BigInt(size), onLost);
      if (broken) throw new NotTheWriter('the connection broke while it became the writer');
      return session;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** How many entries the log has. */
  get size(): bigint {
    return this.#size;
  }

  get lost(): boolean {
    return this.#lost;
  }

  query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /**
   * Runs `work` in one transaction that extends the log by as many entries as it returns; all of it happens, or nothing.
   * @throws NotTheWriter when the log was extended, or its writer replaced, behind our back
   */
  async extend<Result>(
    work: (from: bigint) => Promise<{ entries: number; result: Result }>,
  ): Promise<Result> {
    await this.client.query('BEGIN');
    try {
      const { entries, result } = await work(this.#size);
      const size = this.#size + BigInt(entries);
      const { rowCount } = await this.client.query(
        'UPDATE ledger.log_head SET size = $1 WHERE log = $2 AND size = $3 AND epoch = $4',
        [size, LOG, this.#size, this.epoch],
      );
      if (rowCount !== 1) throw new NotTheWriter('the log has another writer');
      await this.client.query('COMMIT');
      this.#size = size;
      return result;
    } catch (error) {
      // A failed COMMIT leaves the outcome open; either way the session's books are no longer known to be right.
      await this.client.query('ROLLBACK').catch(() => this.lose());
      throw error;
    }
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
