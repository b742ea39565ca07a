import { IMPORT_BOOKS_TABLE } from '@jejak/imports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the read models, and of what imports are doing. Forward only. */
export class ReadModels1767225600000 implements MigrationInterface {
  readonly name = 'ReadModels1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS rm;

      CREATE TABLE rm.formation (
        formation_id uuid PRIMARY KEY, status text NOT NULL, unit_id uuid NOT NULL, position text NOT NULL,
        level text NOT NULL, education text NOT NULL, seats_proposed integer NOT NULL, seats_approved integer,
        seats_taken integer NOT NULL CHECK (seats_taken BETWEEN 0 AND seats_approved), workload_hours numeric NOT NULL,
        budget_ref text, proposed_at timestamptz NOT NULL, decided_at timestamptz, version bigint NOT NULL);
      CREATE INDEX formation_newest ON rm.formation (proposed_at, formation_id);

      CREATE TABLE rm.vacancy (
        vacancy_id uuid PRIMARY KEY, status text NOT NULL, year integer NOT NULL, position text NOT NULL,
        unit_id uuid, formation_id uuid, formation_kind text, seats integer, requirements jsonb NOT NULL,
        open_at timestamptz, close_at timestamptz, announced_at timestamptz,
        pinned_policies jsonb NOT NULL, document_sha256 text,
        import_id uuid, formation_code text, list text, version bigint NOT NULL);
      CREATE INDEX vacancy_import ON rm.vacancy (import_id) WHERE import_id IS NOT NULL;
      CREATE INDEX vacancy_year ON rm.vacancy (year, vacancy_id);

      CREATE TABLE rm.application (
        application_id uuid PRIMARY KEY, vacancy_id uuid NOT NULL, applicant_id uuid, participant_no text NOT NULL,
        status text NOT NULL, channel text NOT NULL, submitted_at timestamptz NOT NULL, gpa numeric,
        twk integer, tiu integer, tkp integer, total integer,
        cat numeric, interview numeric, psychological numeric, skb numeric,
        rank integer, final numeric, employee_id uuid,
        import_id uuid, import_row integer, version bigint NOT NULL);
      CREATE INDEX application_vacancy ON rm.application (vacancy_id, participant_no);
      CREATE INDEX application_participant ON rm.application (participant_no) WHERE import_id IS NULL;
      CREATE INDEX application_import ON rm.application (import_id, import_row) WHERE import_id IS NOT NULL;
      CREATE INDEX application_applicant ON rm.application (applicant_id) WHERE applicant_id IS NOT NULL;

      CREATE TABLE rm.ranking_row (
        ranking_id uuid NOT NULL, place integer NOT NULL, rank integer, participant_no text NOT NULL,
        application_id uuid NOT NULL, twk integer NOT NULL, tiu integer NOT NULL, tkp integer NOT NULL,
        total integer NOT NULL, gpa numeric, skb numeric, final numeric, tie_break_used text, outcome text NOT NULL,
        missed text[] NOT NULL, PRIMARY KEY (ranking_id, place));
      CREATE UNIQUE INDEX ranking_row_participant ON rm.ranking_row (ranking_id, participant_no);
      CREATE INDEX ranking_row_application ON rm.ranking_row (application_id);

      CREATE TABLE rm.stage_result (
        dataset_id uuid NOT NULL, result_version integer NOT NULL, vacancy_id uuid NOT NULL, stage text NOT NULL,
        ranking_id uuid NOT NULL, sha256 text NOT NULL, rows integer NOT NULL, advancing integer, cut_off text,
        published_at timestamptz NOT NULL, objection_opens_at timestamptz, objection_closes_at timestamptz,
        version bigint NOT NULL, PRIMARY KEY (dataset_id, result_version));
      CREATE INDEX stage_result_vacancy ON rm.stage_result (vacancy_id, stage, result_version);

      CREATE TABLE rm.duty_holder (
        person_id uuid NOT NULL, duty text NOT NULL, scope text NOT NULL, from_date date NOT NULL, to_date date,
        version bigint NOT NULL, PRIMARY KEY (person_id, duty, scope, from_date));`);
    await runner.query(IMPORT_BOOKS_TABLE);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
