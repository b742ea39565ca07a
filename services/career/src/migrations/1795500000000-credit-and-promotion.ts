import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credit points, what others told of a career, tests, and cases of promotion. */
export class CreditAndPromotion1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.credit_entry (
        entry_id uuid primary key, employee_id uuid not null, seq integer not null, kind text not null, level text not null,
        points numeric not null, taken_from text, recorded_at timestamptz not null, evaluation_id uuid,
        evaluation_version integer, case_id uuid, detail jsonb not null, version bigint not null);
      create index credit_entry_employee on rm.credit_entry (employee_id, seq);
      create index credit_entry_evaluation on rm.credit_entry (evaluation_id);
      create table rm.rank_history (employee_id uuid primary key, steps jsonb not null, version bigint not null);
      create table rm.evaluation_record (
        evaluation_id uuid primary key, employee_id uuid, year integer, position text, period_start date, period_end date,
        predicate text, evaluation_version integer not null, final_at integer not null, objected_at integer not null,
        settled_at integer not null, reopened_at integer not null, stream text not null, read_version integer not null,
        hash text not null, version bigint not null);
      create index evaluation_record_employee on rm.evaluation_record (employee_id, year);
      create table rm.learning_hours (
        employee_id uuid, year integer, credited integer not null, refs jsonb not null, stream text not null,
        read_version integer not null, hash text not null, version bigint not null, primary key (employee_id, year));
      create table rm.sanction_record (
        case_id uuid primary key, employee_id uuid, level text not null, revoked boolean not null, until date,
        stream text not null, read_version integer not null, hash text not null, version bigint not null);
      create index sanction_record_employee on rm.sanction_record (employee_id);
      create table rm.formation_seats (
        formation_id uuid primary key, unit_id uuid not null, position text not null, level text not null,
        education text not null, approved integer not null, taken integer not null, stream text not null,
        read_version integer not null, hash text not null, version bigint not null);
      create index formation_seats_post on rm.formation_seats (unit_id, lower(position));
      create table rm.eligibility_list (
        employee_id uuid, kind text, case_id uuid, effective date not null, eligible boolean not null, checks jsonb not null,
        propose_by date, overdue_at timestamptz, checked_at timestamptz not null, version bigint not null,
        primary key (employee_id, kind));
      create table rm.competency_test_list (
        test_id uuid primary key, employee_id uuid not null, level text not null, status text not null, score numeric,
        pass_mark numeric, taken_on date, valid_until date, assessed_by uuid, version bigint not null);
      create index competency_test_list_employee on rm.competency_test_list (employee_id);
      create table rm.promotion_case (
        case_id uuid primary key, employee_id uuid not null, kind text not null, status text not null, held jsonb not null,
        target jsonb not null, position text not null, unit_id uuid not null, formation_id uuid, effective date not null,
        opened_by uuid not null, opened_at timestamptz not null, proposed_by uuid, verified_by uuid, approval_number text,
        decide_by date, decided_by uuid, rules jsonb not null, evaluations jsonb not null, version bigint not null);
      create index promotion_case_employee on rm.promotion_case (employee_id);
      create index promotion_case_effective on rm.promotion_case (effective, case_id) where status = 'EFFECTIVE';
      create index promotion_case_evaluations on rm.promotion_case using gin (evaluations jsonb_path_ops);
      create table rm.promotion_overdue (
        employee_id uuid, kind text, clock text, due_on date, case_id uuid, marked_at timestamptz not null,
        version bigint not null, primary key (employee_id, kind, clock, due_on));
    `);
    // Whose rows a person reads under a role that does not read all, as in the services that keep copies of these files: their own;
    // a supervisor the team's, and, as the superior, the teams' of the team.
    await runner.query(`
      create index employee_directory_relations on rm.employee_directory using gin (relations jsonb_path_ops);
      create or replace function rm.team_of(supervisor uuid, day date) returns setof uuid language sql stable as $$
        select f.employee_id from rm.employee_directory f
        where f.relations @> jsonb_build_array(jsonb_build_object('supervisorId', supervisor))
          and exists (
            select from jsonb_to_recordset(f.relations) as r("supervisorId" uuid, "from" date, "to" date)
            where r."supervisorId" = supervisor and r."from" <= day and (r."to" is null or r."to" >= day)) $$;
      create or replace function rm.readable_by(reader uuid, acting_role text, day date) returns setof uuid
        language sql stable as $$
        select reader
        union
        select team from rm.team_of(reader, day) team where acting_role = 'supervisor'
        union
        select below from rm.team_of(reader, day) team, rm.team_of(team, day) below where acting_role = 'supervisor' $$;
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
