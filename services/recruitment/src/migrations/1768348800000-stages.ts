import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vacancies that select without an SKD, and what their applicants are scored by. Forward only. */
export class Stages1768348800000 implements MigrationInterface {
  readonly name = 'Stages1768348800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rm.vacancy ADD COLUMN stages jsonb NOT NULL DEFAULT '[]', ADD COLUMN appointment_kind text;
      ALTER TABLE rm.application ADD COLUMN assessed jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE rm.ranking_row ADD COLUMN components jsonb,
        ALTER COLUMN twk DROP NOT NULL, ALTER COLUMN tiu DROP NOT NULL, ALTER COLUMN tkp DROP NOT NULL,
        ALTER COLUMN total DROP NOT NULL;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
