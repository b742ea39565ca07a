import { ADVISORY_LOCKS, makeTables } from '@jejak/event-store';
import type { ClientBase } from 'pg';

const TABLES = `
CREATE SCHEMA IF NOT EXISTS rm;
CREATE TABLE IF NOT EXISTS rm.policy_version (
  key text NOT NULL, policy_version integer NOT NULL, parameters jsonb NOT NULL, legal_basis text NOT NULL,
  origin text NOT NULL, effective_from date NOT NULL, version bigint NOT NULL,
  PRIMARY KEY (key, policy_version));
-- The last day on which something begins under the version; null while no other follows.
ALTER TABLE rm.policy_version ADD COLUMN IF NOT EXISTS last_day date;
`;

/** Makes the table of `policyVersions` in schema `rm`. Idempotent; concurrent calls wait for each other. */
export const migratePolicies = (client: ClientBase): Promise<void> =>
  makeTables(client, ADVISORY_LOCKS.policyTables, TABLES);
