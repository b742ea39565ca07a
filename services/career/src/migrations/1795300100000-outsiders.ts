import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duties of people who are no employees. */
export class Outsiders1795300100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.outsider_list (
        person_id uuid primary key,
        duties jsonb not null,
        version bigint not null
      );
    `);
  }

  /** Forward only. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
