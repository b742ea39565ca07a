import { ADVISORY_LOCKS, makeTables } from '@jejak/event-store';
import type { ClientBase } from 'pg';

const TABLES = `
CREATE SCHEMA IF NOT EXISTS rm;
CREATE TABLE IF NOT EXISTS rm.timers (
  timer_name text NOT NULL, command text NOT NULL, key text NOT NULL, source_event_id uuid NOT NULL,
  due_at timestamptz NOT NULL, payload jsonb NOT NULL, stream text NOT NULL, correlation text NOT NULL,
  done boolean NOT NULL DEFAULT false,
  fired_at timestamptz, attempts integer NOT NULL DEFAULT 0, next_try timestamptz, error text,
  PRIMARY KEY (timer_name, command, key, source_event_id));
CREATE INDEX IF NOT EXISTS timers_due ON rm.timers (due_at) WHERE NOT done AND fired_at IS NULL;
`;

/** Makes the table of timers in schema `rm`. Idempotent; concurrent calls wait for each other. */
export const migrateTimers = (client: ClientBase): Promise<void> =>
  makeTables(client, ADVISORY_LOCKS.timerTables, TABLES);
