import { type ClientBase, escapeIdentifier } from 'pg';
import { ADVISORY_LOCKS } from './advisory-locks';
import { migrations } from './migrations';

/** Who is given what, where the database is not owned by the service's own role. */
export interface MigrationOptions {
  /** The role under which the service runs: it may append, read, and run the relay, and change nothing that is recorded. */
  readonly appRole?: string;
  /** The role of the erasure command: the only one beside the owner that may call `es.erase`. */
  readonly erasureRole?: string;
}

/**
 * Brings schema `es` to the newest version. Idempotent, forward only, one at a time per database: others wait, at most 30 s.
 * A database that is newer than this code is left as it is (an older release runs beside a newer one during an upgrade).
 * Privileges are given again on each call, where the roles differ from the caller's.
 */
export const migrateEventStore = async (
  client: ClientBase,
  options: MigrationOptions = {},
): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '30s'; set local statement_timeout = '10min'`);
    await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [
      ADVISORY_LOCKS.space,
      ADVISORY_LOCKS.migration,
    ]);
    await client.query(`
      create schema if not exists es;
      create table if not exists es.migrations (
        version int primary key, name text not null, applied_at timestamptz not null default now());
      revoke all on schema es from public`);
    const { rows } = await client.query<{ newest: number }>(
      'select coalesce(max(version), 0)::int as newest from es.migrations',
    );
    for (const { version, name, sql } of migrations) {
      if (version <= rows[0].newest) continue;
      await client.query(sql);
      await client.query('insert into es.migrations (version, name) values ($1, $2)', [version, name]);
    }
    await client.query('revoke execute on all functions in schema es from public');
    await grant(client, options);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

const grant = async (client: ClientBase, { appRole, erasureRole }: MigrationOptions): Promise<void> => {
  const { rows } = await client.query<{ me: string }>('select current_user as me');
  const { me } = rows[0];
  if (appRole !== undefined && appRole !== me)
    await client.query(grantsOfApplication(escapeIdentifier(appRole)));
  if (erasureRole !== undefined && erasureRole !== me) {
    const role = escapeIdentifier(erasureRole);
    await client.query(`grant usage on schema es to ${role}; grant execute on function es.erase to ${role}`);
  }
};

/** Appending goes through functions only; the tables that the relay works on are its own. */
const grantsOfApplication = (role: string): string => `
  grant usage on schema es to ${role};
  grant select on all tables in schema es to ${role};
  grant execute on function es.append, es.append_one, es.append_each, es.safe_position, es.purge_commands, es.redrive to ${role};
  grant update (pos), delete on es.outbox to ${role};
  grant insert on es.published, es.key_proof to ${role};
  grant update on es.relay to ${role};
  grant insert, update on es.replay to ${role};
  grant insert, delete on es.outbox_dead, es.outbox_blocked_key to ${role};
  grant insert, update, delete on es.snapshots to ${role};
  grant insert, update on es.subject_keys to ${role}`;
