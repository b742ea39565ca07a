import { DATASET_TABLES } from '@jejak/publication';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is published of quarters, and what the fairness monitor counts by. Forward only. */
export class OpenFigures1795720000000 implements MigrationInterface {
  readonly name = 'OpenFigures1795720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATASET_TABLES);
    await runner.query(`
      alter table rm.evaluation_list add column final_at timestamptz;
      create index evaluation_list_final on rm.evaluation_list (final_at) where final_at is not null;
      create index evaluation_list_year on rm.evaluation_list (year);
      create index plan_list_unit on rm.plan_list (unit_id, year);
      create index measurement_list_unsettled on rm.measurement_list (unit_id)
        where status in ('REPORTED', 'QUARANTINED', 'DISPUTED', 'REJECTED');
      create index period_list_overdue on rm.period_list (unit_id) where overdue;
      create index obstacle_list_unit on rm.obstacle_list (unit_id) where status <> 'RESOLVED';
      create index support_list_unit on rm.support_list (unit_id);
      create index reward_list_unit on rm.reward_list (unit_id, year);
      create table rm.staff_profile (
        employee_id uuid primary key, kind text not null, sex text, birth_year integer, version bigint not null);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
