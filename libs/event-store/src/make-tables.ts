import type { ClientBase } from 'pg';
import { ADVISORY_LOCKS } from './advisory-locks';

/**
 * Makes tables of a library in one transaction; several replicas that start at once wait for each other.
 * @param lock one of {@link ADVISORY_LOCKS}
 * @param sql idempotent statements
 */
export const makeTables = async (client: ClientBase, lock: number, sql: string): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1::int, $2::int)', [ADVISORY_LOCKS.space, lock]);
    await client.query(sql);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};
