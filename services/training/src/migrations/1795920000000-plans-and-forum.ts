import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of years, learning elsewhere, discussions, activities, and how far units work the new way. */
export class PlansAndForum1795920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.training_plan_list (
        year integer primary key, plan_id uuid not null, budget_idr bigint not null, lines jsonb not null,
        cost_idr bigint not null, warnings jsonb not null, below_right integer not null, status text not null,
        seats integer not null, report jsonb, version bigint not null);
      create table rm.external_learning_list (
        learning_id uuid primary key, employee_id uuid not null, ended_on date not null, jp integer not null,
        certificate_sha256 text not null, status text not null, version bigint not null);
      create index external_learning_list_employee on rm.external_learning_list (employee_id);
      create table rm.topic_list (
        topic_id uuid primary key, opened_by uuid not null, opened_at timestamptz not null, experiences jsonb not null,
        version bigint not null);
      create table rm.team_activity_list (
        activity_id uuid primary key, organised_by uuid not null, held_on date not null, units jsonb not null,
        participants integer not null, version bigint not null);
      create index team_activity_list_day on rm.team_activity_list (held_on, activity_id);
      create table rm.adoption_list (
        adoption_id uuid primary key, unit_id uuid not null, quarter date not null, employees integer not null,
        self_reporting numeric not null, policy_read numeric not null, dialogue numeric not null,
        index_value numeric not null, low boolean not null, measures jsonb not null, version bigint not null);
      create index adoption_list_quarter on rm.adoption_list (quarter, adoption_id);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
