import { CASE_FILES_TABLE } from '@jejak/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What complainants attach, and who answers in the place of a unit's head. */
export class ComplaintDocuments1796100000000 implements MigrationInterface {
  readonly name = 'ComplaintDocuments1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CASE_FILES_TABLE);
    await runner.query(`
      CREATE TABLE rm.complaint_document (
        complaint_id uuid NOT NULL, sha256 text NOT NULL, media_type text NOT NULL, size integer NOT NULL,
        attached_at timestamptz NOT NULL, version bigint NOT NULL, PRIMARY KEY (complaint_id, sha256));
      -- Nobody was delegated before this fact was there.
      ALTER TABLE rm.complaint ADD COLUMN delegate_id uuid;`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
