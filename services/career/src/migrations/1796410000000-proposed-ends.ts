import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An end that the service proposes has nobody who did, and a ground. Forward only. */
export class ProposedEnds1796410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.employment_end_list alter column proposed_by drop not null, add column because text;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
