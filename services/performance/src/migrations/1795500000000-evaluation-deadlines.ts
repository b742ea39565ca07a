import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By when an evaluation is assessed by its employee, and rated. Forward only. */
export class EvaluationDeadlines1795500000000 implements MigrationInterface {
  readonly name = 'EvaluationDeadlines1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.evaluation_list add column self_assess_by date, add column rate_by date;
      create index evaluation_list_unit on rm.evaluation_list (unit_id, year);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
