import type { Migration } from './migration';

/**
 * A fact is never changed. The triggers hold for every role, the owner's and a replica's session too; the one door is
 * `es.erase`, through which only `personal` can shrink.
 */
export const immutability: Migration = {
  version: 2,
  name: 'immutability',
  sql: `
create function es.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'IMMUTABLE_HISTORY: % on es.events is refused', tg_op using errcode = 'ES001';
end $$;

create function es.refuse_change_but_erasure() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  same es.events := new;
begin
  same.personal := old.personal;
  if same is distinct from old or old.personal is null
     or current_setting('es.erasing', true) is distinct from old.event_id::text then
    raise exception 'IMMUTABLE_HISTORY: UPDATE on es.events is refused' using errcode = 'ES001';
  end if;
  return new;
end $$;

create trigger events_are_final before delete or truncate on es.events
  for each statement execute function es.refuse_change();
create trigger events_stay_as_they_are before update on es.events
  for each row execute function es.refuse_change_but_erasure();
alter table es.events enable always trigger events_are_final;
alter table es.events enable always trigger events_stay_as_they_are;

-- Puts what remains in place of the personal fields of one event; null: nothing. Its caller records the erasure as a fact.
-- False: there is no such event, or nothing personal left in it.
create function es.erase(p_event uuid, p_remaining bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_one boolean;
begin
  perform set_config('es.erasing', p_event::text, true);
  -- By position, which es.published knows by event id; an event not numbered yet is looked for among the newest.
  update es.events set personal = p_remaining
   where event_id = p_event and personal is not null
     and position in (select position from es.published where event_id = p_event
                      union all
                      select o.position from es.outbox o join es.events e using (position) where e.event_id = p_event);
  found_one := found;
  perform set_config('es.erasing', '', true);
  return found_one;
end $$;
`,
};
