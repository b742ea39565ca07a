import type { Migration } from './migration';

/**
 * The one way back into the outbox. The application's role may not write there otherwise: a row that no append made would send
 * what never happened.
 */
export const redrive: Migration = {
  version: 5,
  name: 'redrive',
  sql: `
-- Gives a blocked key another try: its dead rows return under the numbers that they have. Returns how many.
create function es.redrive(p_topic text, p_key text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  returned int;
begin
  with dead as (
    delete from es.outbox_dead where topic = p_topic and key = p_key
    returning position, topic, key, traceparent, pos
  ), freed as (
    delete from es.outbox_blocked_key where topic = p_topic and key = p_key
  ), back as (
    insert into es.outbox (position, topic, key, traceparent, pos)
    select position, topic, key, traceparent, pos from dead on conflict do nothing
  )
  select count(*)::int into returned from dead;
  return returned;
end $$;
`,
};
