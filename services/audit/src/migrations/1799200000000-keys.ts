import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rotations of the key that wraps the keys of people. */
export class Keys1799200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.kek_rotation (
        rotation_id uuid primary key, kek text not null, status text not null, requested_at timestamptz not null,
        confirm_by timestamptz not null, confirmed_at timestamptz, done_at timestamptz, key_count integer,
        version bigint not null);
      create index kek_rotation_requested on rm.kek_rotation (requested_at, rotation_id);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
