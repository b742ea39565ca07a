import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appointed people, and whether their file is opened. Forward only. */
export class Newcomers1795700000000 implements MigrationInterface {
  readonly name = 'Newcomers1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.newcomer (
        employee_id uuid primary key, application_id uuid, kind text, golongan text, position text, unit_id uuid,
        jenjang text, tmt date, contract_end date, registered boolean not null, version bigint not null);
      create index newcomer_day on rm.newcomer (tmt, employee_id) where not registered;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
