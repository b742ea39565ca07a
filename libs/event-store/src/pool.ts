import { Pool, type PoolConfig } from 'pg';

/** What may differ between pools; the other settings are the same everywhere (operations.md section 4). */
export interface PoolOptions {
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** Shown by the server: which part of which service. */
  readonly applicationName?: string;
  /** Default 5 s; a job that rebuilds or exports has 10 min. */
  readonly statementTimeoutMs?: number;
  /** How long a connection is waited for, a free one or a new one. Default 3 s. */
  readonly connectTimeoutMs?: number;
  /**
   * Statements are sent without waiting for the answer to the one before: a BEGIN costs no round trip of its own. For connections
   * that one owner uses for a transaction at a time. A statement that the server does not answer in time ends its connection.
   */
  readonly pipelined?: boolean;
  /** Told of each connection that fails while nobody uses it, or between two statements. */
  readonly onError?: (error: Error) => void;
}

/** The server gives up a silent client, and the client a silent server: no statement hangs for ever on a cut cable. */
export const createPool = (url: string, options: PoolOptions = {}): Pool => {
  const { max = 10, applicationName, onError = () => undefined } = options;
  const { statementTimeoutMs = 5_000, connectTimeoutMs = 3_000, pipelined = false } = options;
  // The driver's types do not know its pipeline yet.
  const settings: PoolConfig & { readonly pipeline: boolean } = {
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // Longer than the server's own, so that the server's answer normally comes first.
    query_timeout: statementTimeoutMs + 3_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    options: '-c tcp_user_timeout=15000',
    pipeline: pipelined,
  };
  const pool = new Pool(settings);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
};
