import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What questions over the whole log look for, found without reading all of it: acts under a duty (21), the evaluations of a year and unit (17, 18),
 * and what was logged in a stretch of machine time (25), which comes in its order and needs no more than the ends of blocks.
 */
export class LookedFor1799400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index entry_duty on ledger.entry (at, idx) where role like '%:%';
      create index entry_opened on ledger.entry ((data->>'year'), (data->>'unitId')) where name = 'EvaluationOpened';
      create index entry_logged on ledger.entry using brin (logged_at) with (pages_per_range = 32);
    `);
  }

  /** Forward only: a log is not taken down. */
  async down(): Promise<void> {
    await Promise.reject(new Error('the log is append-only'));
  }
}
