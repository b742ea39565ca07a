import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside an application's number, what its panel may see of it before the scores are open. Forward only. */
export class WorkSamples1768521600000 implements MigrationInterface {
  readonly name = 'WorkSamples1768521600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rm.application ADD COLUMN work_sample_sha256 text');
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
