import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a case of promotion stopped, and what structural posts ask for. */
export class HeldPromotions1795950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.promotion_case add column stopped jsonb;
      alter table rm.sanction_record add column served_from date;
      create table rm.leadership_training (
        enrolment_id uuid primary key, employee_id uuid not null, kind text not null, state_programme text, ended_on date not null,
        stream text not null, read_version integer not null, hash text not null, version bigint not null);
      create index leadership_training_employee on rm.leadership_training (employee_id);
      create table rm.open_selection (
        application_id uuid primary key, employee_id uuid not null, position text not null, unit_id uuid not null,
        tmt date not null, stream text not null, read_version integer not null, hash text not null, version bigint not null);
      create index open_selection_employee on rm.open_selection (employee_id);
      create index promotion_overdue_due on rm.promotion_overdue (due_on, employee_id, kind, clock);
    `);
    // Rank and level follow promotions from now on: those that took effect before, too.
    await runner.query(`
      update rm.employee_directory d
         set golongan = coalesce(last.target ->> 'rank', d.golongan), jenjang = last.target ->> 'level'
        from (select distinct on (employee_id) employee_id, target from rm.promotion_case
               where status = 'EFFECTIVE' order by employee_id, effective desc, case_id desc) last
       where last.employee_id = d.employee_id;
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
