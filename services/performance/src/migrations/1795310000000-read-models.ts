import { IMPORT_BOOKS_TABLE } from '@jejak/imports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the read side, and who may read whose. */
export class ReadModels1795310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORT_BOOKS_TABLE);
    await runner.query(`
      create table rm.employee_file (
        employee_id uuid primary key, positions jsonb not null, relations jsonb not null,
        duties jsonb not null, stream text not null, hash text not null, version bigint not null);
      -- Not a read model: numbers of people, only as hashes under a key of the installation.
      create table rm.nip_index (keyed_hash bytea primary key, employee_id uuid not null);
      create index employee_file_relations on rm.employee_file using gin (relations jsonb_path_ops);
      create table rm.unit_chart (
        unit_id uuid primary key, code text not null, name text not null, parent_unit_id uuid, version bigint not null);
      create index unit_chart_code on rm.unit_chart (code);

      create table rm.cycle_list (
        cycle_id uuid primary key, year integer not null, status text not null, pinned_policies jsonb not null,
        version bigint not null);
      create table rm.plan_list (
        plan_id uuid primary key, employee_id uuid not null, position text not null, unit_id uuid not null,
        year integer not null, period_start date not null, period_end date not null, agree_by date not null,
        status text not null, plan_version integer not null, indicators jsonb not null, realism jsonb not null,
        pinned_policies jsonb not null, version bigint not null);
      create index plan_list_employee on rm.plan_list (employee_id, year);
      create index plan_list_year on rm.plan_list (year, status);
      create table rm.measurement_list (
        measurement_id uuid primary key, plan_id uuid, employee_id uuid, unit_id uuid, source text not null,
        indicator_id text not null, quantity numeric not null, from_date date not null, to_date date not null,
        status text not null, rejection_code text, hash text not null, version bigint not null);
      create index measurement_list_employee on rm.measurement_list (employee_id, indicator_id, to_date);
      create index measurement_list_unit on rm.measurement_list (unit_id, indicator_id, to_date)
        where employee_id is null;
      create index measurement_list_waiting on rm.measurement_list (measurement_id) where status = 'REPORTED';
      create table rm.feedback_list (
        feedback_id uuid primary key, from_id uuid not null, to_id uuid not null, value text, indicator_id text,
        kind text not null, anonymous_to_subject boolean not null,
        given_at timestamptz not null, version bigint not null);
      create index feedback_list_to on rm.feedback_list (to_id, given_at);
      create table rm.organisation_result_list (
        unit_id uuid, year integer, predicate text not null, version bigint not null, primary key (unit_id, year));
      create table rm.evaluation_list (
        evaluation_id uuid primary key, plan_id uuid not null, employee_id uuid not null, rater_id uuid,
        position text not null, unit_id uuid not null, year integer not null, period_start date not null,
        period_end date not null, status text not null, contested boolean not null, evaluation_version integer not null,
        result_rating text, behaviour_rating text, predicate text, composite numeric, recommendation jsonb,
        behaviour jsonb, interview_mean numeric, citizen_index numeric, deviation jsonb,
        acknowledge_by date, object_by date, agreed boolean, objection jsonb,
        pinned_policies jsonb not null, version bigint not null);
      create index evaluation_list_employee on rm.evaluation_list (employee_id, year);
      create index evaluation_list_contested on rm.evaluation_list (year) where contested;
    `);
    await runner.query(`
      -- Whom a supervisor rates on a day.
      create function rm.team_of(supervisor uuid, day date) returns setof uuid language sql stable as $$
        select f.employee_id from rm.employee_file f
        where f.relations @> jsonb_build_array(jsonb_build_object('supervisorId', supervisor))
          and exists (
            select from jsonb_to_recordset(f.relations) as r("supervisorId" uuid, "from" date, "to" date)
            where r."supervisorId" = supervisor and r."from" <= day and (r."to" is null or r."to" >= day)) $$;
      -- Whose rows a person reads under a role that does not read all: their own; a supervisor the team's, and, as the
      -- superior who decides objections, the teams' of the team.
      create function rm.readable_by(reader uuid, acting_role text, day date) returns setof uuid language sql stable as $$
        select reader
        union
        select team from rm.team_of(reader, day) team where acting_role = 'supervisor'
        union
        select below from rm.team_of(reader, day) team, rm.team_of(team, day) below where acting_role = 'supervisor' $$;
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
