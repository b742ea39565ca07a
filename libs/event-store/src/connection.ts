import type { Pool, PoolClient } from 'pg';
import { asRefusal, isBroken, unavailable } from './database-errors';

interface Watched {
  /** PostgreSQL gave up waiting for the synchronous standby: committed here, perhaps nowhere else. */
  unconfirmed: boolean;
}
const watched = new WeakMap<PoolClient, Watched>();

/** Notices by routine, since their text is translated. */
const isUnconfirmed = ({ routine, message }: { routine?: string; message?: string }): boolean =>
  routine === 'SyncRepWaitForLSN' || /synchronous replication/.test(message ?? '');

const watch = (client: PoolClient): Watched => {
  let known = watched.get(client);
  if (!known) {
    const fresh = { unconfirmed: false };
    watched.set(client, fresh);
    // A checked-out client that fails between two queries would otherwise end the process; the next query reports it.
    client.on('error', () => undefined);
    client.on('notice', (notice) => {
      if (isUnconfirmed(notice)) fresh.unconfirmed = true;
    });
    known = fresh;
  }
  return known;
};

/**
 * Runs statements on one connection. A connection that broke, timed out or committed without its standby is destroyed.
 * @throws Unavailable when the outcome is unknown, or the store does not answer
 */
export const withConnection = async <Result>(
  pool: Pool,
  run: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw asRefusal(error);
  }
  const state = watch(client);
  let result: Result;
  try {
    result = await run(client);
  } catch (error) {
    client.release(state.unconfirmed || isBroken(error));
    throw asRefusal(error);
  }
  client.release(state.unconfirmed);
  if (state.unconfirmed) throw unavailable('the synchronous standby did not confirm');
  return result;
};
