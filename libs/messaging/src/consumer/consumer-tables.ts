import { ADVISORY_LOCKS, makeTables } from '@jejak/event-store';
import type { ClientBase } from 'pg';

const TABLES = `
CREATE SCHEMA IF NOT EXISTS rm;
CREATE TABLE IF NOT EXISTS rm.offsets (
  projection text NOT NULL, topic text NOT NULL, partition integer NOT NULL, next_offset bigint NOT NULL,
  moved_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (projection, topic, partition)) WITH (fillfactor = 50);
ALTER TABLE rm.offsets ADD COLUMN IF NOT EXISTS mark text;
CREATE TABLE IF NOT EXISTS rm.stream_progress (
  projection text NOT NULL, stream_key text NOT NULL, version bigint NOT NULL,
  PRIMARY KEY (projection, stream_key)) WITH (fillfactor = 80);
CREATE TABLE IF NOT EXISTS rm.parked_key (
  projection text NOT NULL, key text NOT NULL, cause text NOT NULL, error text NOT NULL,
  attempts integer NOT NULL DEFAULT 1, since timestamptz NOT NULL DEFAULT now(), tried_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (projection, key));
CREATE TABLE IF NOT EXISTS rm.parked (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  projection text NOT NULL, key text NOT NULL,
  topic text NOT NULL, partition integer NOT NULL, "offset" bigint NOT NULL,
  version bigint, event_type text,
  raw boolean NOT NULL, value bytea, headers jsonb,
  error text, attempts integer NOT NULL DEFAULT 1, parked_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX IF NOT EXISTS parked_of_key ON rm.parked (projection, key, id);
`;

/** Makes the consumers' books in schema `rm`. Idempotent; concurrent calls wait for each other. */
export const migrateConsumers = (client: ClientBase): Promise<void> =>
  makeTables(client, ADVISORY_LOCKS.consumerTables, TABLES);
