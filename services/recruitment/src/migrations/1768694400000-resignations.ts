import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who resigned, and when: what the effectiveness of a selection counts. Forward only. */
export class Resignations1768694400000 implements MigrationInterface {
  readonly name = 'Resignations1768694400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE rm.resignation (
      employee_id uuid PRIMARY KEY, last_day date NOT NULL, version bigint NOT NULL);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
