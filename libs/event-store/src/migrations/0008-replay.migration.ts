import type { Migration } from './migration';

/**
 * A topic that was lost is filled again by the leader of the relay, from what was published (operations.md section 9).
 */
export const replay: Migration = {
  version: 8,
  name: 'replay',
  sql: `
create table es.replay (
  id bigint generated always as identity primary key,
  topic text not null,
  from_pos bigint not null check (from_pos > 0),
  to_pos bigint not null check (to_pos >= from_pos),
  next_pos bigint not null,
  requested_at timestamptz not null default clock_timestamp(),
  moved_at timestamptz,
  finished_at timestamptz
);
create unique index replay_open on es.replay ((true)) where finished_at is null;
`,
};
