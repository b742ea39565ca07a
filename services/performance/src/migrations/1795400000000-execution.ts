import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of planning and execution beside those of the first ones: what units plan, sources, periods, obstacles, support. */
export class Execution1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.plan_list
        add column overdue boolean not null default false, add column disputed text, add column change jsonb,
        add column report_by date;
      alter table rm.measurement_list
        add column source_id uuid, add column check_failed text, add column against numeric, add column proposed numeric;
      create index measurement_list_source on rm.measurement_list (source_id) where source_id is not null;
      create index measurement_list_quarantined on rm.measurement_list (measurement_id) where status = 'QUARANTINED';
      alter table rm.feedback_list add column acknowledged_at timestamptz;

      create table rm.direction_list (
        direction_id uuid primary key, vision text not null, mission text not null, from_date date not null,
        to_date date not null, version bigint not null);
      create table rm.unit_result_list (
        unit_result_id uuid primary key, code text not null, year integer not null, unit_id uuid not null,
        result text not null, measure text not null, supports uuid, hash text not null, version bigint not null);
      create index unit_result_list_unit on rm.unit_result_list (unit_id, year);
      create table rm.catalogue_list (
        indicator_id text primary key, template_version integer not null, role text not null, title text not null,
        perspective text not null, unit text not null, direction text not null, source text not null,
        source_name text not null, aggregation text not null, verification_rule text not null, version bigint not null);
      create index catalogue_list_role on rm.catalogue_list (role);
      create table rm.source_list (
        source_id uuid primary key, code text not null, kind text not null, owner_unit_id uuid, schema jsonb not null,
        refresh text not null, last_audit date, source_version integer not null, status text not null, version bigint not null);
      create table rm.feedback_request_list (
        request_id uuid primary key, by_id uuid not null, of_id uuid not null, value text, indicator_id text,
        asked_at timestamptz not null, version bigint not null);
      create index feedback_request_list_of on rm.feedback_request_list (of_id, asked_at);
      create table rm.period_list (
        periodic_id uuid primary key, plan_id uuid not null, employee_id uuid not null, unit_id uuid not null,
        period text not null, from_date date not null, to_date date not null, self_report_by date not null,
        rate_by date not null, status text not null, overdue boolean not null, result_rating text,
        behaviour_rating text, predicate text, version bigint not null);
      create index period_list_employee on rm.period_list (employee_id, to_date);
      create index period_list_plan on rm.period_list (plan_id);
      create table rm.obstacle_list (
        obstacle_id uuid primary key, employee_id uuid not null, plan_id uuid not null, unit_id uuid not null,
        indicator_id text, status text not null, causes jsonb not null, owner uuid, due date,
        escalates_at timestamptz not null, escalated_to uuid, raised_at timestamptz not null, resolved_at timestamptz,
        version bigint not null);
      create index obstacle_list_employee on rm.obstacle_list (employee_id) where status <> 'RESOLVED';
      create table rm.support_list (
        support_id uuid primary key, employee_id uuid not null, unit_id uuid not null, kind text not null,
        obstacle_id uuid, status text not null, due date, version bigint not null);
      create index support_list_employee on rm.support_list (employee_id);
      create table rm.sample_list (
        sample_id uuid primary key, period text not null, population integer not null, share numeric not null,
        seed text not null, measurement_ids jsonb not null, checked integer not null, correct integer not null,
        version bigint not null);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
