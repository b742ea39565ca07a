import type { ClientBase, Pool } from 'pg';

const deaf = (): void => undefined;

/**
 * Runs `work` in one transaction of a connection of its own. Whatever it throws rolls back; a connection that cannot even do
 * that is destroyed.
 */
export const inTransaction = async <Result>(
  pool: Pool,
  work: (tx: ClientBase) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  // A connection that breaks while it is checked out reports it here as well as to the query in hand; unheard it ends the process.
  client.on('error', deaf);
  let broken = true;
  try {
    await client.query('BEGIN');
    try {
      const result = await work(client);
      await client.query('COMMIT');
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
