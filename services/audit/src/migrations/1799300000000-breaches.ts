import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of breaches of personal data. */
export class Breaches1799300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.breach (
        breach_id uuid primary key, noticed_at timestamptz not null, due_at timestamptz not null, concerned jsonb not null,
        persons integer, recorded_by uuid not null, authority_at timestamptz, persons_at timestamptz, public_at timestamptz,
        overdue boolean not null, version bigint not null);
      create index breach_noticed on rm.breach (noticed_at, breach_id);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
