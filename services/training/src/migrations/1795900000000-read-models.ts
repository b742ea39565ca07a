import { ORGANISATION_TABLES } from '@jejak/organisation';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organisation, newcomers and their probation, and everybody's training hours. */
export class ReadModels1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANISATION_TABLES);
    await runner.query(`
      create table rm.employment (
        employee_id uuid primary key, kind text not null, start_date date not null, version bigint not null);
      create table rm.work_plan (
        plan_id uuid primary key, employee_id uuid not null, period_start date not null, agreed_at timestamptz,
        version bigint not null);
      create index work_plan_employee on rm.work_plan (employee_id);
      create table rm.onboarding_list (
        employee_id uuid primary key, unit_id uuid not null, status text not null, tmt date not null, due date,
        buddy_id uuid, tasks jsonb not null, overdue boolean not null, completed_on date, version bigint not null);
      create index onboarding_list_tmt on rm.onboarding_list (tmt, employee_id);
      create table rm.probation_list (
        employee_id uuid primary key, status text not null, ends_on date, latsar boolean not null,
        version bigint not null);
      create table rm.learning_balance (
        employee_id uuid, year integer, kind text, jp_right integer, credited integer not null, entries jsonb not null,
        closed boolean not null, unmet boolean not null, version bigint not null, primary key (employee_id, year));
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
