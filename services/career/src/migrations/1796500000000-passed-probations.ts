import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is a civil servant since a candidate's year. Forward only: a read model that is wrong is rebuilt from the facts. */
export class PassedProbations1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.passed_probation (
        employee_id uuid primary key, passed_on date not null, version bigint not null);`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
