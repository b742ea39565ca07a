import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What applicants do beside submitting: they withdraw. Forward only. */
export class Applicants1768003200000 implements MigrationInterface {
  readonly name = 'Applicants1768003200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rm.application ADD COLUMN withdrawn_from text;
      ALTER TABLE rm.vacancy ADD COLUMN amendments jsonb NOT NULL DEFAULT '[]';`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
