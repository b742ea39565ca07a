import { OUTSIDER_TABLE } from '@jejak/organisation';
import { DATASET_TABLES } from '@jejak/publication';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds of civil servants by date, potential and results as other services tell, trainers from outside, editions, open data. */
export class ReachAndPublication1795930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTSIDER_TABLE);
    await runner.query(DATASET_TABLES);
    await runner.query(`
      drop table rm.employment;
      create table rm.learner (
        employee_id uuid primary key, kind text, start_date date, ended_on date, version bigint not null);
      create table rm.appointed_kind (employee_id uuid primary key, kinds jsonb not null, version bigint not null);
      alter table rm.probation_list add column passed_on date;
      -- Which kind of civil servant somebody is on a day; before the first of them what they are first. Null: no employee.
      create function rm.kind_of(employee uuid, day date) returns text language sql stable as $$
        with kinds as (
          select l.kind, l.start_date as since from rm.learner l where l.employee_id = employee and l.kind is not null
          union all
          select a.kind, a."from" from rm.appointed_kind t, jsonb_to_recordset(t.kinds) as a(kind text, "from" date)
          where t.employee_id = employee
          union all
          select 'PNS', p.passed_on from rm.probation_list p where p.employee_id = employee and p.passed_on is not null)
        select k.kind from kinds k
        where exists (select from rm.learner l where l.employee_id = employee and l.kind is not null)
        order by k.since <= day desc, case when k.since <= day then k.since end desc, k.since limit 1 $$;
      -- The last day of somebody's employment; null while it lasts, or where they were appointed anew.
      create function rm.employed_until(employee uuid) returns date language sql stable as $$
        select l.ended_on from rm.learner l where l.employee_id = employee and not exists (
          select from rm.appointed_kind t, jsonb_to_recordset(t.kinds) as a("from" date)
          where t.employee_id = employee and a."from" > l.ended_on) $$;
      create table rm.talent_box (employee_id uuid primary key, box integer not null, version bigint not null);
      create table rm.improvement_plan (
        improvement_id uuid primary key, employee_id uuid not null, open boolean not null, version bigint not null);
      create index improvement_plan_employee on rm.improvement_plan (employee_id) where open;
      create table rm.work_sign (
        sign_id uuid primary key, employee_id uuid not null, kind text not null, seen_at timestamptz not null,
        version bigint not null);
      create index work_sign_employee on rm.work_sign (employee_id, seen_at);
      create table rm.indicator_result (
        evaluation_id uuid primary key, employee_id uuid, position text, unit_id uuid, year integer,
        realisations jsonb not null, version bigint not null);
      create index indicator_result_year on rm.indicator_result (year, employee_id);
      alter table rm.programme_list add column edition integer not null default 1, add column first_title text;
      alter table rm.session_list add column edition integer not null default 1, add column title text;
      alter table rm.need_list add column identified_by text;
      create index session_list_programme on rm.session_list (programme_id, ends_on);
      create index learning_balance_unmet on rm.learning_balance (year, employee_id) where unmet;
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
