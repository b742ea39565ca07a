import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which complaints the inspectorate looks at. */
export class Inspections1796400000000 implements MigrationInterface {
  readonly name = 'Inspections1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.inspected_complaints (
        inspection_id uuid PRIMARY KEY, complaints jsonb NOT NULL, closed boolean NOT NULL, version bigint NOT NULL);`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
