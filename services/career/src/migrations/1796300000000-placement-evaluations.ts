import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evaluations whose predicates stand in a match: of earlier placements nobody said. Forward only. */
export class PlacementEvaluations1796300000000 implements MigrationInterface {
  readonly name = 'PlacementEvaluations1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table rm.placement_list add column evaluations jsonb not null default '[]'`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
