import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases to which a deadline does not apply, as policy has told. */
export class Exceptions1796200000000 implements MigrationInterface {
  readonly name = 'Exceptions1796200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.policy_exception (
        exception_id uuid PRIMARY KEY, case_stream text NOT NULL, rule text NOT NULL, expires_at timestamptz NOT NULL,
        hash text NOT NULL, version bigint NOT NULL);
      CREATE INDEX policy_exception_case ON rm.policy_exception (case_stream, rule);`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
