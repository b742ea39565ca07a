import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comparisons of stores with the log, and how far those are that run. */
export class Reconciliations1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.reconciliation_progress (
        reconciliation_id uuid primary key, row_count bigint not null, highest bigint not null,
        seen_at timestamptz not null default clock_timestamp()) with (fillfactor = 50);
      comment on table ledger.reconciliation_progress is 'of comparisons that run; a process that takes one over begins anew';
      create table rm.reconciliation (
        reconciliation_id uuid primary key, source text not null, night text, status text not null,
        started_at timestamptz not null, ended_at timestamptz, up_to bigint, row_count bigint, differences bigint,
        findings jsonb not null, cause text, version bigint not null);
      create index reconciliation_started on rm.reconciliation (started_at, reconciliation_id);
      create index reconciliation_source on rm.reconciliation (source, ended_at);
      create index reconciliation_open on rm.reconciliation (started_at) where status = 'RUNNING';
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
