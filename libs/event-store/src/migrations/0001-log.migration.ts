import type { Migration } from './migration';

/** The log and what is written with it. Only `es.append` and its kin write here (event-store.md section 2). */
export const log: Migration = {
  version: 1,
  name: 'log',
  sql: `
create sequence es.event_position start 2 cache 1;              -- a larger cache would hand out numbers out of order
select setval('es.event_position', 1, true);                    -- last_value is always "already handed out"

create table es.streams (
  stream_id text primary key,
  stream_type text not null,
  version bigint not null check (version > 0),
  head_hash bytea not null,
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70);                                       -- room for updates in place

create table es.events (
  position bigint not null,
  stream_id text not null,
  version bigint not null,
  event_id uuid not null,
  event_type text not null,
  schema_version smallint not null check (schema_version > 0),
  core text not null,                                           -- canonical JSON, exactly the bytes that are hashed
  event_hash bytea not null,
  data jsonb not null,
  opening bytea,
  personal bytea,
  subject_id text,                                              -- core.subject, where personal is (or was) given
  recorded_at timestamptz not null default clock_timestamp(),   -- machine time; the legal one is core.at
  primary key (stream_id, version)
);
create unique index events_position on es.events (position);

create table es.commands (
  command_id uuid primary key,
  fingerprint bytea not null,
  stream_id text not null,
  first_version bigint,
  last_version bigint,
  recorded_at timestamptz not null default now()
);

create table es.outbox (
  position bigint primary key,
  topic text not null,
  key text not null,
  traceparent text,                                             -- telemetry only: not in core, not hashed
  pos bigint                                                    -- gap-free number of this producer, given by the relay
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create table es.published (
  pos bigint primary key,
  position bigint unique not null,
  event_id uuid unique not null
);
create table es.relay (
  one boolean primary key default true check (one),
  epoch bigint not null,
  next_pos bigint not null
);
insert into es.relay (epoch, next_pos) values (0, 1);
create table es.outbox_dead (
  like es.outbox,
  error text,
  died_at timestamptz default now()
);
create table es.outbox_blocked_key (
  topic text,
  key text,
  since bigint,
  primary key (topic, key)
);
create table es.snapshots (
  stream_id text,
  snapshot_schema int,
  version bigint not null,
  state jsonb not null,
  taken_at timestamptz default now(),
  primary key (stream_id, snapshot_schema)
);
create table es.subject_keys (
  subject_id text primary key,
  key_ref text not null,
  created_at timestamptz default now(),
  erased_at timestamptz
);
`,
};
