import type { Migration } from './migration';

/** What the key store sealed for this database when it was new: shows later whether it is still the same one. */
export const keyProof: Migration = {
  version: 7,
  name: 'key-proof',
  sql: `
create table es.key_proof (
  one boolean primary key default true check (one),
  sealed bytea not null,
  made_at timestamptz not null default clock_timestamp());
`,
};
