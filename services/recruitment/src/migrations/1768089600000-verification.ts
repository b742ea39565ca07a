import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the verification and of its result; a published result names a ranking or an ADMIN result. Forward only. */
export class Verification1768089600000 implements MigrationInterface {
  readonly name = 'Verification1768089600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.verification (
        application_id uuid PRIMARY KEY, findings jsonb NOT NULL, conflicts jsonb NOT NULL, outcome text,
        requirement_refs jsonb NOT NULL, version bigint NOT NULL);

      CREATE TABLE rm.admin_result_row (
        admin_result_id uuid NOT NULL, place integer NOT NULL, participant_no text NOT NULL, application_id uuid NOT NULL,
        outcome text NOT NULL, requirement_refs text[] NOT NULL, PRIMARY KEY (admin_result_id, place));

      ALTER TABLE rm.stage_result ALTER COLUMN ranking_id DROP NOT NULL;
      ALTER TABLE rm.stage_result ADD COLUMN admin_result_id uuid;
      ALTER TABLE rm.stage_result ADD CONSTRAINT stage_result_names_one
        CHECK ((ranking_id IS NULL) <> (admin_result_id IS NULL));

      CREATE INDEX application_to_verify ON rm.application (vacancy_id, participant_no) WHERE status = 'submitted';`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
