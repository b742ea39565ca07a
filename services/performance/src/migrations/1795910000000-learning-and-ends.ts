import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others tell: needs and sessions of training, ends of employment, tests of improvement plans, exceptions. Forward only. */
export class LearningAndEnds1795910000000 implements MigrationInterface {
  readonly name = 'LearningAndEnds1795910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.training_need (
        need_id uuid primary key, employee_id uuid not null, competency text not null, gap numeric not null,
        indicator_weight numeric not null, improvement_plan boolean not null, programme_id uuid, declined boolean not null,
        identified_at timestamptz not null, version bigint not null);
      create index training_need_employee on rm.training_need (employee_id);
      create table rm.training_session (
        session_id uuid primary key, programme_id uuid not null, competencies jsonb not null, jp integer not null, mode text not null,
        starts_on date not null, ends_on date not null, status text not null, version bigint not null);
      create index training_session_competencies on rm.training_session using gin (competencies jsonb_path_ops)
        where status in ('SCHEDULED', 'OPEN');
      create table rm.training_programme (
        programme_id uuid primary key, title text not null, version bigint not null);
      create table rm.training_passed (
        enrolment_id uuid primary key, employee_id uuid not null, competencies jsonb not null, ended_on date not null,
        version bigint not null);
      create index training_passed_employee on rm.training_passed (employee_id);

      create table rm.employment_end (
        employee_id uuid primary key, kind text not null, last_day date not null, version bigint not null);

      create table rm.policy_exception (
        exception_id uuid primary key, case_stream text not null, rule text not null, expires_at timestamptz not null,
        hash text not null, version bigint not null);
      create index policy_exception_case on rm.policy_exception (case_stream, rule);

      alter table rm.improvement_list
        add column test_passed boolean, add column test_score numeric, add column test_taken_on date;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
