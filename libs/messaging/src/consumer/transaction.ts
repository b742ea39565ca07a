import type { ClientBase, Pool, QueryResult } from 'pg';
import { Overtaken } from './faults';

const deaf = (): void => undefined;

/**
 * Runs `work` in one transaction of a connection of its own. Whatever it throws rolls back; a connection that cannot even do
 * that is destroyed.
 */
export const inTransaction = <Result>(
  pool: Pool,
  work: (tx: ClientBase) => Promise<Result>,
): Promise<Result> =>
  connected(pool, async (client) => {
    await client.query('BEGIN');
    const result = await work(client);
    committed(await client.query('COMMIT'));
    return result;
  });

/** A transaction whose first and last statement need no round trip of their own. */
export interface Bracket<Opened, Result> {
  /** Its first statement, sent behind BEGIN without waiting for it: it must not write, since it runs even where BEGIN failed. */
  readonly open: (tx: ClientBase) => Promise<Opened>;
  /** @returns the last statement, sent together with COMMIT; null to leave everything as it was */
  readonly work: (
    opened: Opened,
    tx: ClientBase,
  ) => Promise<{ readonly result: Result; readonly close: (() => Promise<unknown>) | null }>;
}

/** As {@link inTransaction}. What fails in `close` is not committed: PostgreSQL answers that COMMIT with a rollback. */
export const inBracket = <Opened, Result>(
  pool: Pool,
  { open, work }: Bracket<Opened, Result>,
): Promise<Result> =>
  connected(pool, async (client) => {
    const [, opened] = await both(client.query('BEGIN'), open(client));
    const { result, close } = await work(opened, client);
    if (close) {
      const [, commit] = await both(close(), client.query('COMMIT'));
      committed(commit);
    } else await client.query('ROLLBACK');
    return result;
  });

const connected = async <Result>(
  pool: Pool,
  run: (client: ClientBase) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  // A connection that breaks while it is checked out reports it here as well as to the query in hand; unheard it ends the process.
  client.on('error', deaf);
  let broken = true;
  try {
    try {
      const result = await run(client);
      broken = false;
      return result;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw error;
    }
  } finally {
    client.removeListener('error', deaf);
    client.release(broken);
  }
};

/** Both are answered before either's error is thrown: nothing is sent behind an answer that is still to come. */
const both = async <First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> => {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
};

/** @throws Overtaken where the server rolled back what it was asked to commit */
const committed = ({ command }: Pick<QueryResult, 'command'>): void => {
  if (command !== 'COMMIT')
    throw new Overtaken('the transaction was rolled back when it was to be committed');
};
