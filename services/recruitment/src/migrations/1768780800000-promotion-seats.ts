import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seats of formations that promotions hold. */
export class PromotionSeats1768780800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.promotion_seats (
        formation_id uuid primary key, cases jsonb not null, stream text not null, hash text not null,
        version bigint not null);`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
