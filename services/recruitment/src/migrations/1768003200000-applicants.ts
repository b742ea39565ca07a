import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What applicants do beside submitting: they withdraw, and give documents. Forward only. */
export class Applicants1768003200000 implements MigrationInterface {
  readonly name = 'Applicants1768003200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rm.application ADD COLUMN withdrawn_from text;
      ALTER TABLE rm.vacancy ADD COLUMN amendments jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN document_kinds jsonb NOT NULL DEFAULT '[]';

      -- Not a read model: no fact holds the bytes, and a rebuild must not lose them (ADR 11).
      CREATE SCHEMA recruitment;
      CREATE TABLE recruitment.document (
        applicant_id uuid NOT NULL, kind text NOT NULL, sha256 text NOT NULL, media_type text NOT NULL,
        size integer NOT NULL, uploaded_at timestamptz NOT NULL, sealed bytea NOT NULL,
        PRIMARY KEY (applicant_id, kind, sha256));
      -- What is sealed does not get smaller: the time to try is saved.
      ALTER TABLE recruitment.document ALTER COLUMN sealed SET STORAGE EXTERNAL;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
