import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which annual ratings came late: a supervisor's quarter counts them, from the next one that is measured. Forward only. */
export class RatedInTime1796100000000 implements MigrationInterface {
  readonly name = 'RatedInTime1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.evaluation_list add column overdue boolean not null default false;
      create index evaluation_list_rate_by on rm.evaluation_list (employee_id, rate_by);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
