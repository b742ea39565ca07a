import { IMPORT_BOOKS_TABLE } from '@jejak/imports';
import { ORGANISATION_TABLES } from '@jejak/organisation';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the read side, and what stands apart from the log: keyed hashes of codes and devices, published files. */
export class ReadModels1795500000000 implements MigrationInterface {
  readonly name = 'ReadModels1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS rm');
    await runner.query(IMPORT_BOOKS_TABLE);
    await runner.query(ORGANISATION_TABLES);
    await runner.query(`
      CREATE TABLE rm.service_standard (
        standard_id uuid NOT NULL, standard_version integer NOT NULL, unit_id uuid NOT NULL, code text NOT NULL,
        name text NOT NULL, standard_minutes integer, standard_days integer, fee bigint NOT NULL,
        requirements jsonb NOT NULL, from_date date NOT NULL, version bigint NOT NULL,
        PRIMARY KEY (standard_id, standard_version));
      CREATE INDEX service_standard_unit ON rm.service_standard (unit_id, code);

      CREATE TABLE rm.service_event (
        service_event_id uuid PRIMARY KEY, unit_id uuid NOT NULL, served_on date NOT NULL,
        waiting_minutes integer NOT NULL, service_minutes integer NOT NULL, version bigint NOT NULL);
      CREATE INDEX service_event_unit ON rm.service_event (unit_id, served_on);

      CREATE TABLE rm.review (
        review_id uuid PRIMARY KEY, unit_id uuid NOT NULL, officer_id uuid NOT NULL, submitted_on date NOT NULL,
        speed integer NOT NULL, accuracy integer NOT NULL, courtesy integer NOT NULL, score numeric NOT NULL,
        status text NOT NULL, why text, version bigint NOT NULL);
      CREATE INDEX review_officer ON rm.review (officer_id, submitted_on);
      CREATE INDEX review_unit ON rm.review (unit_id, submitted_on);
      CREATE INDEX review_quarantined ON rm.review (review_id) WHERE status = 'QUARANTINED';

      CREATE TABLE rm.staff_device (device_key text PRIMARY KEY, unit_id uuid NOT NULL, version bigint NOT NULL);

      CREATE TABLE rm.complaint (
        complaint_id uuid PRIMARY KEY, tracking_key text NOT NULL, unit_id uuid, category text NOT NULL,
        channel text NOT NULL, named boolean NOT NULL, class text, status text NOT NULL, about_employee_id uuid,
        filed_at timestamptz NOT NULL, filed_on date NOT NULL, verify_due_at timestamptz NOT NULL,
        answer_due_at timestamptz, due_at timestamptz, closes_at timestamptz, answered_at timestamptz,
        closed_at timestamptz, satisfied boolean, groundless boolean, on_time boolean,
        overdue_verify boolean NOT NULL, overdue_answer boolean NOT NULL, disputes integer NOT NULL,
        forwarded_to text, response_minutes integer, steps jsonb NOT NULL, version bigint NOT NULL);
      CREATE UNIQUE INDEX complaint_tracking ON rm.complaint (tracking_key);
      CREATE INDEX complaint_urgent ON rm.complaint (coalesce(due_at, '9999-12-31T00:00:00.000Z'), complaint_id);
      CREATE INDEX complaint_unit ON rm.complaint (unit_id, filed_on);
      CREATE INDEX complaint_filed ON rm.complaint (filed_on);

      CREATE TABLE rm.survey (
        survey_id uuid PRIMARY KEY, unit_id uuid NOT NULL, title text NOT NULL, from_date date NOT NULL,
        to_date date NOT NULL, population integer NOT NULL, sample integer NOT NULL, status text NOT NULL,
        index_value numeric, band text, n integer, elements jsonb NOT NULL, dataset_id uuid, version bigint NOT NULL);
      CREATE INDEX survey_unit ON rm.survey (unit_id, to_date);

      CREATE TABLE rm.survey_response (
        response_id uuid PRIMARY KEY, survey_id uuid NOT NULL, u1 integer NOT NULL, u2 integer NOT NULL,
        u3 integer NOT NULL, u4 integer NOT NULL, u5 integer NOT NULL, u6 integer NOT NULL, u7 integer NOT NULL,
        u8 integer NOT NULL, u9 integer NOT NULL, version bigint NOT NULL);
      CREATE INDEX survey_response_survey ON rm.survey_response (survey_id);

      CREATE TABLE rm.service_request (
        request_id uuid PRIMARY KEY, unit_code text NOT NULL, unit_id uuid, opened_on date NOT NULL, closed_on date,
        version bigint NOT NULL);
      CREATE INDEX service_request_month ON rm.service_request (unit_code, opened_on);

      CREATE TABLE rm.service_month (
        unit_code text NOT NULL, from_date date NOT NULL, unit_id uuid, cases integer NOT NULL, open integer NOT NULL,
        median_days numeric, share_within numeric NOT NULL, version bigint NOT NULL, PRIMARY KEY (unit_code, from_date));
      CREATE INDEX service_month_unit ON rm.service_month (unit_id) WHERE unit_id IS NOT NULL;

      CREATE TABLE rm.dataset (
        dataset_id uuid NOT NULL, dataset_version integer NOT NULL, kind text NOT NULL, title text NOT NULL,
        from_date date, to_date date, rows integer NOT NULL, sha256 text NOT NULL, policy_refs jsonb NOT NULL,
        change text, published_at timestamptz NOT NULL, version bigint NOT NULL,
        PRIMARY KEY (dataset_id, dataset_version));
      CREATE INDEX dataset_newest ON rm.dataset (published_at, dataset_id);`);
    await runner.query(`
      -- Apart from the log and from the read models: nothing here can be made again from facts, and none of it names anybody.
      CREATE SCHEMA citizen;
      CREATE TABLE citizen.receipt_code (
        keyed_hash text PRIMARY KEY, unit_id uuid NOT NULL, officer_id uuid NOT NULL, served_on date NOT NULL);
      CREATE TABLE citizen.survey_code (keyed_hash text PRIMARY KEY, survey_id uuid NOT NULL, unit_id uuid NOT NULL);
      CREATE TABLE citizen.review_device (review_id uuid PRIMARY KEY, device_key text NOT NULL, on_date date NOT NULL);
      CREATE INDEX review_device_day ON citizen.review_device (device_key, on_date);
      CREATE SCHEMA IF NOT EXISTS doc;
      CREATE TABLE doc.dataset_file (sha256 text PRIMARY KEY, content bytea NOT NULL);`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
