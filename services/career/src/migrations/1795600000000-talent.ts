import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ends of employment, names of units, talent, succession and placements, as they are read. */
export class Talent1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rm.unit_chart
        add column names jsonb not null default '[]',
        add column merged_into uuid;

      create table rm.employment_end_list (
        employee_id uuid primary key, kind text not null, last_day date not null, status text not null,
        proposed_by uuid not null, decided_by uuid, open_cases jsonb not null, version bigint not null);
      create index employment_end_day on rm.employment_end_list (last_day, employee_id);

      create table rm.discipline_case (
        case_id uuid primary key, employee_id uuid, open boolean not null, version bigint not null);
      create index discipline_case_person on rm.discipline_case (employee_id) where open;

      -- Evaluations of performance, and predicates of years before: what the performance axis is read from.
      create table rm.talent_evaluation (
        evaluation_id uuid primary key, employee_id uuid, year integer, period_end date, predicate text,
        evaluation_version integer not null, final_at bigint not null, contested_at bigint not null,
        settled_at bigint not null, stream text not null, hash text not null, version bigint not null);
      create index talent_evaluation_person on rm.talent_evaluation (employee_id, period_end desc);

      create table rm.instrument_list (
        instrument_id uuid primary key, code text not null, centre text not null, licence text not null,
        from_date date not null, to_date date not null, version bigint not null);

      create table rm.talent_profile (
        employee_id uuid primary key, assessment jsonb, map jsonb, box integer, mapped_at timestamptz,
        policies jsonb not null, outdated jsonb, version bigint not null);
      create index talent_profile_box on rm.talent_profile (box, employee_id);

      create table rm.succession_board (
        succession_id uuid primary key, position text not null, unit_id uuid not null, candidates jsonb not null,
        version bigint not null);

      create table rm.held_competencies (
        employee_id uuid primary key, held jsonb not null, version bigint not null);

      create table rm.post_profile (
        profile_id uuid primary key, position text not null, competencies jsonb not null,
        experience_months integer not null, version bigint not null);

      create table rm.kinship_list (
        kinship_id uuid primary key, one uuid not null, other uuid not null, version bigint not null);
      create index kinship_one on rm.kinship_list (one);
      create index kinship_other on rm.kinship_list (other);

      create table rm.placement_list (
        placement_id uuid primary key, employee_id uuid not null, kind text not null, position text not null,
        unit_id uuid not null, supervisor_id uuid, from_date date not null, match_score numeric not null,
        match jsonb not null, missing jsonb not null, status text not null, proposed_by uuid not null,
        decided_by uuid, version bigint not null);
      create index placement_person on rm.placement_list (employee_id);

      create table rm.merit_case (
        aspect text not null, case_id uuid not null, opened_stream text, opened_version bigint,
        met_stream text, met_version bigint, version bigint not null, primary key (aspect, case_id));
    `);
  }

  /** Forward only. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
