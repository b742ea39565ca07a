import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a promotion was decided; of those decided before, the moment of their opening stands for it. Forward only. */
export class DecidedAt1796310000000 implements MigrationInterface {
  readonly name = 'DecidedAt1796310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rm.promotion_case add column decided_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
