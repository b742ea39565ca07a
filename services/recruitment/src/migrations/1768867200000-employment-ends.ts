import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every end of employment, by whatever kind, in the place of the resignations alone; and exceptions to deadlines. */
export class EmploymentEnds1768867200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.employment_end (
        employee_id uuid primary key, kind text not null, last_day date not null, stream text not null, hash text not null,
        version bigint not null);
      drop table rm.resignation;

      create table rm.policy_exception (
        exception_id uuid primary key, case_stream text not null, rule text not null, expires_at timestamptz not null,
        hash text not null, version bigint not null);
      create index policy_exception_case on rm.policy_exception (case_stream, rule);`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
