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

/**
 * What a step asks of the books, a round trip each. Functions, since each statement in one sees what was committed before it
 * began: whoever waited for a lock reads behind it. All of them go through the tables in the order of `BOOKS` (books.ts).
 *
 * - `open_step` locks the offset where it is what the consumer believes, then the parked keys, and reads the versions.
 * - `close_step` moves offset and versions.
 * - `pass_step` does both for a step of which nothing is to be handled, where none of its keys is parked and each goes on exactly
 *   where the books end; else it changes nothing, and the step is to be opened.
 */
const FUNCTIONS = `
CREATE OR REPLACE FUNCTION rm.open_step(consumer text, of_topic text, of_partition integer, believed bigint, keys text[],
  OUT held boolean, OUT parked json, OUT known json) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM rm.offsets WHERE projection = consumer AND topic = of_topic AND partition = of_partition
    AND next_offset = believed FOR NO KEY UPDATE;
  held := FOUND;
  IF NOT held THEN RETURN; END IF;
  WITH locked AS (SELECT k.key FROM rm.parked_key k WHERE k.projection = consumer AND k.key = ANY (keys)
                  ORDER BY k.key FOR UPDATE)
    SELECT json_agg(l.key) INTO parked FROM locked l;
  SELECT json_object_agg(s.stream_key, s.version) INTO known FROM rm.stream_progress s
   WHERE s.projection = consumer AND s.stream_key = ANY (keys);
END $$;

CREATE OR REPLACE FUNCTION rm.close_step(consumer text, of_topic text, of_partition integer, believed bigint, ahead bigint,
  seen text, keys text[], versions bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE rm.offsets SET next_offset = ahead, mark = seen, moved_at = now()
   WHERE projection = consumer AND topic = of_topic AND partition = of_partition AND next_offset = believed;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the offset of % was moved by somebody else', consumer USING ERRCODE = 'serialization_failure';
  END IF;
  INSERT INTO rm.stream_progress (projection, stream_key, version)
  SELECT consumer, k, v FROM unnest(keys, versions) AS t (k, v)
  ON CONFLICT (projection, stream_key) DO UPDATE SET version = excluded.version;
END $$;

CREATE OR REPLACE FUNCTION rm.pass_step(consumer text, of_topic text, of_partition integer, believed bigint, ahead bigint,
  seen text, keys text[], firsts bigint[], versions bigint[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM rm.offsets WHERE projection = consumer AND topic = of_topic AND partition = of_partition
    AND next_offset = believed FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'overtaken'; END IF;
  IF EXISTS (SELECT FROM rm.parked_key p WHERE p.projection = consumer AND p.key = ANY (keys)) THEN RETURN 'open'; END IF;
  IF EXISTS (SELECT FROM unnest(keys, firsts) AS t (k, first)
             LEFT JOIN rm.stream_progress s ON s.projection = consumer AND s.stream_key = t.k
             WHERE t.first <> coalesce(s.version, 0) + 1) THEN RETURN 'open'; END IF;
  PERFORM rm.close_step(consumer, of_topic, of_partition, believed, ahead, seen, keys, versions);
  RETURN 'passed';
END $$;
`;

/** Makes the consumers' books in schema `rm`. Idempotent; concurrent calls wait for each other. */
export const migrateConsumers = (client: ClientBase): Promise<void> =>
  makeTables(client, ADVISORY_LOCKS.consumerTables, TABLES + FUNCTIONS);
