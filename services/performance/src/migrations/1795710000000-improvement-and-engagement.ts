import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Improvement plans; engagement surveys, and the codes by which they are answered, apart from the log. Forward only. */
export class ImprovementAndEngagement1795710000000 implements MigrationInterface {
  readonly name = 'ImprovementAndEngagement1795710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.improvement_list (
        improvement_id uuid primary key, employee_id uuid not null, unit_id uuid not null, year integer not null,
        cause text not null, status text not null, open_by date not null, months integer, from_date date, until_date date,
        assess_by date, overdue boolean not null, training_jp integer not null, consequence text, approved boolean, version bigint not null);
      create index improvement_list_employee on rm.improvement_list (employee_id, year);
      create index improvement_list_year on rm.improvement_list (year, improvement_id);

      create table rm.engagement_survey_list (
        survey_id uuid primary key, year integer not null, status text not null, closes_on date not null,
        version bigint not null);
      create table rm.engagement_answer (
        answer_id uuid primary key, survey_id uuid not null, unit_id uuid not null, motivation integer not null,
        satisfaction integer not null, commitment integer not null, pressure integer not null, leadership integer not null,
        version bigint not null);
      create index engagement_answer_survey on rm.engagement_answer (survey_id, unit_id);
      create table rm.engagement_trend (
        survey_id uuid, unit_id uuid, year integer not null, suppressed boolean not null, n integer, index_value numeric,
        means jsonb not null, version bigint not null, primary key (survey_id, unit_id));
      create index engagement_trend_unit on rm.engagement_trend (unit_id, year);

      -- Not a read model, and no event is made of it: keyed hashes of codes, and of which unit whoever has one is.
      create schema if not exists performance;
      create table performance.engagement_code (
        keyed_hash text primary key, survey_id uuid not null, unit_id uuid not null);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
