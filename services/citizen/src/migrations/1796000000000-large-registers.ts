import { IMPORT_ROWS_TABLES } from '@jejak/imports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bad and marked rows of registers, which may be large. */
export class LargeRegisters1796000000000 implements MigrationInterface {
  readonly name = 'LargeRegisters1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORT_ROWS_TABLES);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
