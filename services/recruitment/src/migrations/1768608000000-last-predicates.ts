import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A final rating with its predicate, which the renewal of a contract reads. The rows that are there were kept without it: they are
 * read again from the beginning. Forward only.
 */
export class LastPredicates1768608000000 implements MigrationInterface {
  readonly name = 'LastPredicates1768608000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE rm.final_rating;
      DELETE FROM rm.offsets WHERE projection = 'final_rating';
      DELETE FROM rm.stream_progress WHERE projection = 'final_rating';
      DELETE FROM rm.parked WHERE projection = 'final_rating';
      DELETE FROM rm.parked_key WHERE projection = 'final_rating';
      ALTER TABLE rm.final_rating ADD COLUMN predicate text NOT NULL, ADD COLUMN stream text NOT NULL, ADD COLUMN hash text NOT NULL;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
