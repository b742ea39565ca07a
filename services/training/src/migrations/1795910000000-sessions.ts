import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The catalogue, the calendar, who has a seat and what became of it, and what people lack. */
export class Sessions1795910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.programme_list (
        programme_id uuid primary key, title text not null, kind text not null, state_programme text, jp integer not null,
        components jsonb not null, competencies jsonb not null, prerequisites jsonb not null, mandatory boolean not null,
        version bigint not null);
      create index programme_list_title on rm.programme_list (title, programme_id);
      create table rm.session_list (
        session_id uuid primary key, programme_id uuid not null, kind text not null, state_programme text,
        jp integer not null, components jsonb not null, competencies jsonb not null, capacity integer not null,
        mode text not null, room text, trainer_id uuid not null, parts jsonb not null, starts_on date not null,
        ends_on date not null, cost_idr bigint not null, status text not null, version bigint not null);
      create index session_list_calendar on rm.session_list (starts_on, session_id);
      create table rm.enrolment_list (
        enrolment_id uuid primary key, session_id uuid not null, employee_id uuid not null, unit_id uuid,
        nominated boolean not null, seat text not null, mandatory boolean not null, improvement_plan boolean not null,
        gap numeric not null, jp_this_year integer not null, requested_at timestamptz not null, presence jsonb not null,
        result text, why jsonb not null, score numeric, attendance numeric, gain numeric, retry_until date,
        overdue boolean not null, serial text, sha256 text, issued_on date, revoked_on date, reaction integer,
        application integer, version bigint not null);
      create index enrolment_list_session on rm.enrolment_list (session_id, seat);
      create index enrolment_list_employee on rm.enrolment_list (employee_id);
      create index enrolment_list_serial on rm.enrolment_list (serial) where serial is not null;
      create table rm.need_list (
        need_id uuid primary key, employee_id uuid not null, competency text not null, gap numeric not null,
        indicator_weight numeric not null, source text not null, improvement_plan boolean not null, status text not null,
        priority integer, year integer, programme_id uuid, version bigint not null);
      create index need_list_employee on rm.need_list (employee_id, competency);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
