import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was missed, for the open data of a year. */
export class OverdueDuties1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.overdue_duty (
        event_id uuid primary key, duty text not null, about_id uuid not null, overdue_at timestamptz not null,
        version bigint not null);
      create index overdue_duty_at on rm.overdue_duty (overdue_at);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
