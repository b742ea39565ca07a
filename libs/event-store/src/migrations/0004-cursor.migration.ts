import type { Migration } from './migration';

/**
 * How far a cursor may read without ever skipping an event that commits late (event-store.md section 3). Whoever reads uses
 * two statements, this one first; the bigint form of advisory locks is reserved for it in this database.
 */
export const cursor: Migration = {
  version: 4,
  name: 'cursor',
  sql: `
create function es.safe_position() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  hi bigint;
  lo bigint;
begin
  if pg_is_in_recovery() then
    raise exception 'a standby does not know which appends are in flight' using errcode = '25006';
  end if;
  select last_value into hi from es.event_position;                           -- everything ever handed out
  select min((classid::bigint << 32) | objid::bigint) into lo from pg_locks   -- the oldest append still in flight
   where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock'
     and database = (select oid from pg_database where datname = current_database());
  return least(hi, lo);
end $$;
`,
};
