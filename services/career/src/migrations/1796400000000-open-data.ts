import { DATASET_TABLES } from '@jejak/publication';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is published of careers, and how the overdue of a quarter are found. */
export class OpenData1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATASET_TABLES);
    await runner.query('create index promotion_overdue_marked on rm.promotion_overdue (marked_at)');
  }

  /** Forward only. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
