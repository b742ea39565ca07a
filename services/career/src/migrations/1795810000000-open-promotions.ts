import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Promotions that a placement would undo: of earlier ones nobody asked. Forward only. */
export class OpenPromotions1795810000000 implements MigrationInterface {
  readonly name = 'OpenPromotions1795810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table rm.placement_list add column open_promotions jsonb not null default '[]'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
