import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Findings of the inspectorate, on which evaluations are opened again. Forward only. */
export class IssuedFindings1796400000000 implements MigrationInterface {
  readonly name = 'IssuedFindings1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.issued_finding (
        finding_id uuid primary key, unit_id uuid not null, about text, stream text not null, read_version bigint not null,
        hash text not null, version bigint not null);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
