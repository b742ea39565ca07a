import type { Migration } from './migration';

/**
 * Appending in one round trip: exact version check, events, outbox and command deduplication, in one transaction
 * (event-store.md section 2). The only lock is the stream's own row.
 */
export const append: Migration = {
  version: 3,
  name: 'append',
  sql: `
-- Why a command was not appended: it was before, with this content or another, or its stream is not at the expected version.
create function es.not_appended(p_command uuid, p_fingerprint bytea, p_stream text,
  out outcome text, out first_version bigint, out last_version bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known es.commands;
begin
  select * into known from es.commands where command_id = p_command;
  if found then
    outcome := case when known.fingerprint = p_fingerprint then 'duplicate' else 'command_reused' end;
    first_version := known.first_version;
    last_version := known.last_version;
  else
    outcome := 'conflict';
    last_version := coalesce((select version from es.streams where stream_id = p_stream), 0);
  end if;
end $$;

-- The command goes first: a twin waits for it on its key, and then sees it. Nothing of a conflict stays.
create function es.append(
  p_stream text, p_type text, p_expected bigint, p_command uuid, p_fingerprint bytea,
  p_ids uuid[], p_types text[], p_schemas smallint[], p_cores text[], p_hashes bytea[], p_data jsonb[],
  p_openings bytea[], p_personal bytea[], p_subjects text[], p_topic text, p_traceparent text,
  out outcome text, out first_version bigint, out last_version bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n int := cardinality(p_ids);
  lo bigint;
  -- Read and joined by assignments, which need no run of the executor.
  registered boolean;
begin
  insert into es.commands (command_id, fingerprint, stream_id, first_version, last_version)
  values (p_command, p_fingerprint, p_stream, p_expected + 1, p_expected + n) on conflict do nothing;
  if found then
    if p_expected = 0 then
      insert into es.streams (stream_id, stream_type, version, head_hash)
      values (p_stream, p_type, n, p_hashes[n]) on conflict do nothing;
    else
      update es.streams set version = p_expected + n, head_hash = p_hashes[n]
       where stream_id = p_stream and version = p_expected;
    end if;
    if found then
      lo := pg_sequence_last_value('es.event_position');
      registered := pg_advisory_xact_lock_shared(lo) is not null;
      with e as materialized (
        select nextval('es.event_position') as position, t.*
          from unnest(p_ids, p_types, p_schemas, p_cores, p_hashes, p_data, p_openings, p_personal, p_subjects)
               with ordinality as t(id, type, schema_version, core, hash, data, opening, personal, subject, nth)
      ), written as (
        insert into es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash,
                               data, opening, personal, subject_id)
        select e.position, p_stream, p_expected + e.nth, e.id, e.type, e.schema_version, e.core, e.hash,
               e.data, e.opening, e.personal, e.subject
          from e
      )
      insert into es.outbox (position, topic, key, traceparent)
      select e.position, p_topic, p_stream, p_traceparent from e;
      outcome := 'ok';
      first_version := p_expected + 1;
      last_version := p_expected + n;
      return;
    end if;
    delete from es.commands where command_id = p_command;
  end if;
  select * into outcome, first_version, last_version from es.not_appended(p_command, p_fingerprint, p_stream);
end $$;

-- The same for one event, which is what most commands come to: a third less work for the server without the arrays.
create function es.append_one(
  p_stream text, p_type text, p_expected bigint, p_command uuid, p_fingerprint bytea,
  p_id uuid, p_event_type text, p_schema smallint, p_core text, p_hash bytea, p_data jsonb,
  p_opening bytea, p_personal bytea, p_subject text, p_topic text, p_traceparent text,
  out outcome text, out first_version bigint, out last_version bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  lo bigint;
  registered boolean;
  drawn bigint;
begin
  insert into es.commands (command_id, fingerprint, stream_id, first_version, last_version)
  values (p_command, p_fingerprint, p_stream, p_expected + 1, p_expected + 1) on conflict do nothing;
  if found then
    if p_expected = 0 then
      insert into es.streams (stream_id, stream_type, version, head_hash)
      values (p_stream, p_type, 1, p_hash) on conflict do nothing;
    else
      update es.streams set version = p_expected + 1, head_hash = p_hash
       where stream_id = p_stream and version = p_expected;
    end if;
    if found then
      lo := pg_sequence_last_value('es.event_position');
      registered := pg_advisory_xact_lock_shared(lo) is not null;
      drawn := nextval('es.event_position');
      insert into es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash,
                             data, opening, personal, subject_id)
      values (drawn, p_stream, p_expected + 1, p_id, p_event_type, p_schema, p_core, p_hash,
              p_data, p_opening, p_personal, p_subject);
      insert into es.outbox (position, topic, key, traceparent) values (drawn, p_topic, p_stream, p_traceparent);
      outcome := 'ok';
      first_version := p_expected + 1;
      last_version := p_expected + 1;
      return;
    end if;
    delete from es.commands where command_id = p_command;
  end if;
  select * into outcome, first_version, last_version from es.not_appended(p_command, p_fingerprint, p_stream);
end $$;

-- Many commands, each on a stream of its own, with one set of statements. The second group of parameters is per event, events
-- of a stream in order of version; p_of says which command (from 1) an event belongs to. With p_together all are appended or
-- none: SQLSTATE ES409 then says that at least one was not at its version, or that a twin was first.
create function es.append_each(
  p_streams text[], p_stream_types text[], p_expected bigint[], p_counts int[], p_heads bytea[], p_commands uuid[],
  p_fingerprints bytea[],
  p_of int[], p_event_streams text[], p_versions bigint[], p_ids uuid[], p_types text[], p_schemas smallint[], p_cores text[],
  p_hashes bytea[], p_data jsonb[], p_openings bytea[], p_personal bytea[], p_subjects text[],
  p_topic text, p_traceparent text, p_together boolean)
returns table (nth int, outcome text, first_version bigint, last_version bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  known int[];
  opened int[];
  moved int[];
  accepted int[];
  lo bigint;
  registered boolean;
begin
  select coalesce(array_agg(c.nth), '{}') into known
    from unnest(p_commands) with ordinality as c(id, nth) join es.commands k on k.command_id = c.id;
  -- New streams first, then the others, each in order of name: two batches never wait for each other in a circle.
  with fresh as (
    insert into es.streams (stream_id, stream_type, version, head_hash)
    select t.stream, t.type, t.n, t.head
      from unnest(p_streams, p_stream_types, p_expected, p_counts, p_heads)
           with ordinality as t(stream, type, expected, n, head, nth)
     where t.expected = 0 and t.nth <> all (known)
     order by t.stream
    on conflict do nothing
    returning stream_id
  )
  select coalesce(array_agg(t.nth), '{}') into opened
    from unnest(p_streams) with ordinality as t(stream, nth) join fresh f on f.stream_id = t.stream;
  if exists (select from unnest(p_expected) as t(expected) where t.expected > 0) then
    perform from es.streams where stream_id = any (p_streams) order by stream_id for update;
    with later as (
      update es.streams s set version = t.expected + t.n, head_hash = t.head
        from unnest(p_streams, p_expected, p_counts, p_heads) with ordinality as t(stream, expected, n, head, nth)
       where s.stream_id = t.stream and s.version = t.expected and t.expected > 0 and t.nth <> all (known)
      returning t.nth
    )
    select array_agg(later.nth) into moved from later;
  end if;
  accepted := opened || coalesce(moved, '{}');
  if p_together and cardinality(accepted) < cardinality(p_streams) then
    raise exception 'not every stream is at its version' using errcode = 'ES409';
  end if;
  if cardinality(accepted) > 0 then
    lo := pg_sequence_last_value('es.event_position');
    registered := pg_advisory_xact_lock_shared(lo) is not null;
    with e as materialized (
      -- A filter, not a join: the numbers have to be drawn in the order given.
      select nextval('es.event_position') as position, t.*
        from unnest(p_of, p_event_streams, p_versions, p_ids, p_types, p_schemas, p_cores, p_hashes, p_data, p_openings,
                    p_personal, p_subjects)
             as t(nth, stream, version, id, type, schema_version, core, hash, data, opening, personal, subject)
       where t.nth = any (accepted)
    ), written as (
      insert into es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash,
                             data, opening, personal, subject_id)
      select e.position, e.stream, e.version, e.id, e.type, e.schema_version, e.core, e.hash,
             e.data, e.opening, e.personal, e.subject
        from e
    )
    insert into es.outbox (position, topic, key, traceparent)
    select e.position, p_topic, e.stream, p_traceparent from e;
    insert into es.commands (command_id, fingerprint, stream_id, first_version, last_version)
    select t.command, t.fingerprint, t.stream, t.expected + 1, t.expected + t.n
      from unnest(p_commands, p_fingerprints, p_streams, p_expected, p_counts)
           with ordinality as t(command, fingerprint, stream, expected, n, nth)
     where t.nth = any (accepted);
  end if;
  return query
    select t.nth::int,
           case when t.nth = any (accepted) then 'ok'
                when k.command_id is null then 'conflict'
                when k.fingerprint = t.fingerprint then 'duplicate'
                else 'command_reused' end,
           k.first_version, k.last_version
      from unnest(p_commands, p_fingerprints) with ordinality as t(command, fingerprint, nth)
      left join es.commands k on k.command_id = t.command;
end $$;

-- Deduplication is kept for 30 days at least; returns how many rows went.
create function es.purge_commands() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone bigint;
begin
  delete from es.commands where recorded_at < now() - interval '30 days';
  get diagnostics gone = row_count;
  return gone;
end $$;
`,
};
