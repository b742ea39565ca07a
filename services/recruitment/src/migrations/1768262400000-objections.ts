import { CASE_FILES_TABLE } from '@jejak/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections, clarification and public input; and the files of their cases, apart from the read models. Forward only. */
export class Objections1768262400000 implements MigrationInterface {
  readonly name = 'Objections1768262400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.objection (
        objection_id uuid PRIMARY KEY, application_id uuid NOT NULL, vacancy_id uuid NOT NULL, applicant_id uuid NOT NULL,
        stage text NOT NULL, result_version integer NOT NULL, ground text NOT NULL, status text NOT NULL,
        documents integer NOT NULL, overdue boolean NOT NULL, changes boolean NOT NULL, filed_at timestamptz NOT NULL,
        answer_due_at timestamptz NOT NULL, decided_at timestamptz, version bigint NOT NULL);
      CREATE INDEX objection_vacancy ON rm.objection (vacancy_id, stage);
      CREATE INDEX objection_applicant ON rm.objection (applicant_id);
      CREATE INDEX objection_newest ON rm.objection (filed_at, objection_id);

      CREATE TABLE rm.clarification (
        clarification_id uuid PRIMARY KEY, vacancy_id uuid NOT NULL, stage text NOT NULL, result_version integer NOT NULL,
        status text NOT NULL, starts_at timestamptz NOT NULL, place text NOT NULL, due_at timestamptz NOT NULL,
        late boolean NOT NULL, asked integer NOT NULL, held_at timestamptz, attendees integer,
        minutes_sha256 text, version bigint NOT NULL);
      CREATE INDEX clarification_vacancy ON rm.clarification (vacancy_id, starts_at);

      CREATE TABLE rm.public_input (
        input_id uuid PRIMARY KEY, vacancy_id uuid NOT NULL, stage text NOT NULL, status text NOT NULL,
        given_at timestamptz NOT NULL, answered_at timestamptz, version bigint NOT NULL);
      CREATE INDEX public_input_vacancy ON rm.public_input (vacancy_id, given_at, input_id);

      CREATE SCHEMA IF NOT EXISTS doc;`);
    await runner.query(CASE_FILES_TABLE);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
