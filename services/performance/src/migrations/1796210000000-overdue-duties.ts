import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was missed, for the open data of a quarter. Forward only. */
export class OverdueDuties1796210000000 implements MigrationInterface {
  readonly name = 'OverdueDuties1796210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.overdue_duty (
        event_id uuid primary key, duty text not null, about_id uuid not null, overdue_at timestamptz not null,
        version bigint not null);
      create index overdue_duty_at on rm.overdue_duty (overdue_at);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
