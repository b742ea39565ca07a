import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rewards as a career remembers them. */
export class RewardRecords1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.reward_record (
        reward_id uuid primary key, employee_id uuid not null, rule_id text not null, kinds jsonb not null, amount bigint not null,
        year integer not null, granted_on date not null, stream text not null, read_version integer not null, version bigint not null);
      create index reward_record_employee on rm.reward_record (employee_id, granted_on);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
