import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was hired, and how they were rated later. Forward only. */
export class Effectiveness1768435200000 implements MigrationInterface {
  readonly name = 'Effectiveness1768435200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rm.hire (
        application_id uuid PRIMARY KEY, vacancy_id uuid NOT NULL, employee_id uuid NOT NULL, tmt date NOT NULL,
        appointed_at timestamptz NOT NULL, version bigint NOT NULL);
      CREATE INDEX hire_vacancy ON rm.hire (vacancy_id);

      CREATE TABLE rm.final_rating (
        evaluation_id uuid PRIMARY KEY, employee_id uuid NOT NULL, period_end date NOT NULL,
        at_least_good boolean NOT NULL, evaluation_version integer NOT NULL, version bigint NOT NULL);
      CREATE INDEX final_rating_employee ON rm.final_rating (employee_id, period_end);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
