import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read models of panels. Forward only. */
export class Panels1768176000000 implements MigrationInterface {
  readonly name = 'Panels1768176000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.vacancy_panel (
        vacancy_id uuid PRIMARY KEY, members jsonb NOT NULL, reserves jsonb NOT NULL, rubric jsonb NOT NULL,
        version bigint NOT NULL);

      CREATE TABLE rm.panel_sheet (
        application_id uuid PRIMARY KEY, vacancy_id uuid NOT NULL, status text NOT NULL, recused jsonb NOT NULL,
        replacements jsonb NOT NULL, sealed jsonb NOT NULL, mean numeric, spread numeric, version bigint NOT NULL);
      CREATE INDEX panel_sheet_vacancy ON rm.panel_sheet (vacancy_id);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
