/**
 * The tables of `employeeFile` and `unitChart`, and who reads whose rows, for the first migration of a service that keeps them:
 * `rm.team_of(supervisor, day)` and `rm.readable_by(reader, acting_role, day)`.
 */
export const ORGANISATION_TABLES = `
  create table rm.employee_file (
    employee_id uuid primary key, positions jsonb not null, relations jsonb not null,
    duties jsonb not null, stream text not null, hash text not null, version bigint not null);
  create index employee_file_relations on rm.employee_file using gin (relations jsonb_path_ops);
  create table rm.unit_chart (
    unit_id uuid primary key, code text not null, name text not null, parent_unit_id uuid, version bigint not null);
  create index unit_chart_code on rm.unit_chart (code);

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
`;
