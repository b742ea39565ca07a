import { type Logger, silentLogger } from '@jejak/observability';
import { Client } from 'pg';
import { pause } from '../backoff';

/** "jejf" in ASCII: the first integer of the locks of readers of feeds; the second is a hash of group and topic. */
const SPACE = 0x6a656a66;
const TRY_EVERY_MS = 500;

/** The right to read one feed for one group, until it is released or lost. */
export interface Lease {
  /** Aborts when the session that holds it is gone. */
  readonly lost: AbortSignal;
  /** Never rejects. */
  release(): Promise<void>;
}

/**
 * Who of the replicas reads a feed for a group: advisory locks in the service's own database, all of a process in one session. Two
 * names with one hash harm nobody: a session may take a lock twice, and within a process the names themselves are compared.
 */
export class GroupLocks {
  private readonly held = new Set<string>();
  private session: Promise<Session> | undefined;
  private readonly logger: Logger;

  constructor(
    private readonly databaseUrl: string,
    logger?: Logger,
  ) {
    this.logger = logger ?? silentLogger;
  }

  /**
   * Waits until this process may read, and takes the lease.
   * @param tried called after each attempt that somebody else was ahead of
   * @returns undefined when the signal aborts first
   * @throws Error when the database does not answer
   */
  async acquire(name: string, signal: AbortSignal, tried: () => void): Promise<Lease | undefined> {
    while (!signal.aborted) {
      const lease = await this.attempt(name);
      if (lease) return lease;
      tried();
      await pause(TRY_EVERY_MS, signal);
    }
    return undefined;
  }

  /** Gives up every lease. Never rejects. */
  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    await session?.end();
  }

  private async attempt(name: string): Promise<Lease | undefined> {
    if (this.held.has(name)) return undefined;
    this.held.add(name);
    try {
      const session = await this.open();
      if (!(await session.tryLock(name))) {
        this.held.delete(name);
        return undefined;
      }
      return {
        lost: session.lost,
        release: async () => {
          await session.unlock(name);
          this.held.delete(name);
        },
      };
    } catch (error) {
      this.held.delete(name);
      throw error;
    }
  }

  private open(): Promise<Session> {
    this.session ??= Session.open(this.databaseUrl).then(
      (session) => {
        session.lost.addEventListener('abort', () => (this.session = undefined), { once: true });
        return session;
      },
      (error: unknown) => {
        this.session = undefined;
        this.logger.debug({ part: 'feeds', err: error }, 'No session for the locks of readers');
        throw error;
      },
    );
    return this.session;
  }
}

class Session {
  private readonly ended = new AbortController();

  private constructor(private readonly client: Client) {
    const lose = (): void => this.ended.abort();
    client.on('error', lose);
    client.on('end', lose);
  }

  get lost(): AbortSignal {
    return this.ended.signal;
  }

  static async open(databaseUrl: string): Promise<Session> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'jejak-feed-readers',
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
      query_timeout: 8_000,
      keepAlive: true,
      options: '-c tcp_user_timeout=15000',
    });
    const session = new Session(client);
    await client.connect();
    return session;
  }

  async tryLock(name: string): Promise<boolean> {
    const { rows } = await this.client.query<{ won: boolean }>({
      name: 'feed-lock',
      text: 'select pg_try_advisory_lock($1::int, hashtext($2)) as won',
      values: [SPACE, name],
    });
    return rows[0].won;
  }

  async unlock(name: string): Promise<void> {
    if (this.lost.aborted) return;
    await this.client
      .query({
        name: 'feed-unlock',
        text: 'select pg_advisory_unlock($1::int, hashtext($2))',
        values: [SPACE, name],
      })
      // Whatever it was: a session that may still hold the lock must not live on.
      .catch(() => this.end());
  }

  async end(): Promise<void> {
    this.ended.abort();
    await this.client.end().catch(() => undefined);
  }
}
