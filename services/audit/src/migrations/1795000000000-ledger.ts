import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log and what answers questions about it (audit-ledger.md sections 5 and 6), in schema `ledger`.
 *
 * Two tables for one event. `log_entry` is the log itself: exactly what is hashed and what a sequencer needs, small rows that
 * are never touched again, read front to back to build a tree anew. `entry` is what questions need: the columns that find an
 * event, and the payload beside the commitment. It carries all indexes, may be built anew from the messages, and has the one
 * column that law can empty (`personal`), so that the log needs no exception from being append-only.
 */
export class Ledger1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS ledger`);
    for (const statement of [...LOG, ...QUESTIONS, ...BOOKS, ...APPEND_ONLY]) await runner.query(statement);
  }

  /** Forward only: a log is not taken down. */
  async down(): Promise<void> {
    await Promise.reject(new Error('the log is append-only'));
  }
}

const LOG = [
  `CREATE TABLE ledger.log_entry (
     idx bigint PRIMARY KEY, leaf bytea NOT NULL, hash bytea NOT NULL,
     src text NOT NULL, pos bigint NOT NULL, stream text NOT NULL, ver int NOT NULL,
     UNIQUE (src, pos), UNIQUE (stream, ver))`,
  // root, note and edge stay null until the log is signed. The epoch fences: who has not raised it last cannot commit.
  `CREATE TABLE ledger.log_head (
     log text PRIMARY KEY, size bigint NOT NULL, root bytea, epoch bigint NOT NULL, note bytea, edge bytea)`,
  `INSERT INTO ledger.log_head (log, size, epoch) VALUES ('main', 0, 0)`,
  `CREATE TABLE ledger.log_offset (
     topic text, part int, next bigint NOT NULL, PRIMARY KEY (topic, part)) WITH (fillfactor = 50)`,
];

const QUESTIONS = [
  `CREATE TABLE ledger.entry (
     idx bigint PRIMARY KEY, event_id uuid NOT NULL, event_hash bytea NOT NULL,
     type text NOT NULL, name text NOT NULL, at timestamptz NOT NULL, effective timestamptz,
     actor text, role text, subject text, reason text, policy text, policies text[] NOT NULL, corr text, cause text,
     data jsonb, opening bytea, personal bytea,
     payload text NOT NULL CHECK (payload IN ('opens', 'COMMITMENT_DIFFERS', 'PAYLOAD_ABSENT', 'PAYLOAD_UNSTORABLE')),
     logged_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `COMMENT ON COLUMN ledger.entry.effective IS 'a legal date is its first instant in the city; null where the core names none'`,
  `COMMENT ON COLUMN ledger.entry.policies IS 'every policy version that the core names, the governing one included'`,
  `COMMENT ON COLUMN ledger.entry.data IS 'null where it never came, or cannot be held as JSON'`,
  `CREATE INDEX entry_event ON ledger.entry (event_id)`,
  `CREATE INDEX entry_subject ON ledger.entry (subject, at, idx) WHERE subject IS NOT NULL`,
  `CREATE INDEX entry_actor ON ledger.entry (actor, at, idx) WHERE actor IS NOT NULL`,
  `CREATE INDEX entry_time ON ledger.entry (at, idx)`,
  `CREATE INDEX entry_name ON ledger.entry (name, at, idx)`,
  `CREATE INDEX entry_corr ON ledger.entry (corr, idx) WHERE corr IS NOT NULL`,
  `CREATE INDEX entry_cause ON ledger.entry (cause, idx) WHERE cause IS NOT NULL`,
  `CREATE INDEX entry_accesses ON ledger.entry (left(data->>'subjectId', 36), at, idx) WHERE name = 'FileRead'`,
  // A row per policy and event: "under this policy, in this period" is one range of one index, which an array column is not.
  `CREATE TABLE ledger.policy_use (
     policy text, at timestamptz, idx bigint, PRIMARY KEY (policy, at, idx))`,
];

const BOOKS = [
  // The newest version of each stream: what prev and ver are checked against, and the records of the head map.
  `CREATE TABLE ledger.stream_head (
     stream text PRIMARY KEY, src text NOT NULL, ver int NOT NULL, hash bytea NOT NULL, idx bigint NOT NULL)
     WITH (fillfactor = 70)`,
  `CREATE TABLE ledger.source (
     src text PRIMARY KEY, logged bigint NOT NULL DEFAULT 0, logged_at timestamptz,
     claimed bigint NOT NULL DEFAULT 0, claimed_at timestamptz,
     heartbeat_pos bigint, heartbeat_at timestamptz, conflicts int NOT NULL DEFAULT 0, stopped_at timestamptz)
     WITH (fillfactor = 50)`,
  `COMMENT ON COLUMN ledger.source.claimed IS 'highest number that anything from the source names; all times are machine time'`,
  // Messages ahead of a gap: their offsets are passed, so they must survive us.
  `CREATE TABLE ledger.waiting (
     src text, pos bigint, hash bytea NOT NULL, payload text NOT NULL,
     topic text NOT NULL, part int NOT NULL, off bigint NOT NULL,
     key bytea NOT NULL, headers bytea NOT NULL, value bytea NOT NULL,
     arrived_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (src, pos))`,
  // What was found wrong, in the transaction that found it; recorded as a fact of this service soon after, once.
  `CREATE TABLE ledger.finding (
     id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('alarm', 'rejection')), data jsonb NOT NULL,
     found_at timestamptz NOT NULL DEFAULT clock_timestamp(), recorded_at timestamptz)`,
  `CREATE INDEX finding_open ON ledger.finding (found_at) WHERE recorded_at IS NULL`,
  // The message behind a finding, byte by byte. The other side of a conflict is in the log, or waits.
  `CREATE TABLE ledger.evidence (
     finding uuid PRIMARY KEY, topic text NOT NULL, part int NOT NULL, off bigint NOT NULL,
     key bytea NOT NULL, headers bytea NOT NULL, value bytea, received_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
];

const FINAL = ['log_entry', 'evidence', 'policy_use'];
const KEPT = [...FINAL, 'entry'];

/** The triggers hold for every role, the owner's and a replica's session too (ENABLE ALWAYS). */
const APPEND_ONLY = [
  `CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`,
  `CREATE FUNCTION ledger.only_erase_personal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   BEGIN
     IF OLD.personal IS NULL OR (to_jsonb(NEW) - 'personal') IS DISTINCT FROM (to_jsonb(OLD) - 'personal') THEN
       RAISE EXCEPTION 'only personal fields can leave an entry' USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,
  ...FINAL.map(
    (table) => `CREATE TRIGGER no_update BEFORE UPDATE ON ledger.${table}
                           FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()`,
  ),
  `CREATE TRIGGER no_update BEFORE UPDATE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.only_erase_personal()`,
  ...KEPT.flatMap((table) => [
    `CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON ledger.${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()`,
    `ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER no_update`,
    `ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER no_delete`,
  ]),
];
