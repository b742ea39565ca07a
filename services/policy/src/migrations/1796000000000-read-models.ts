import { ORGANISATION_TABLES } from '@jejak/organisation';
import { DATASET_TABLES } from '@jejak/publication';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies with their versions, opinions, acknowledgements, reviews and exceptions; what simulations and triggers read. */
export class ReadModels1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANISATION_TABLES);
    await runner.query(DATASET_TABLES);
    await runner.query(`
      create table rm.policy_file (key text primary key, versions jsonb not null, version bigint not null);
      create table rm.employment (employee_id uuid primary key, start_date date, last_day date, version bigint not null);
      create table rm.policy_acknowledgement (
        key text, policy_version integer, employee_id uuid, quiz_score numeric, acknowledged_at timestamptz not null,
        version bigint not null, primary key (key, policy_version, employee_id));
      create table rm.institution (
        institution_id uuid primary key, name text not null, code_key text not null, verified_at timestamptz not null,
        version bigint not null);
      create unique index institution_code on rm.institution (code_key);
      create table rm.opinion (
        opinion_id uuid primary key, key text not null, policy_version integer not null, opinion_group text not null,
        institution_id uuid, status text not null, adopted boolean, submitted_at timestamptz not null,
        answered_at timestamptz, version bigint not null);
      create index opinion_version on rm.opinion (key, policy_version, submitted_at, opinion_id);
      create table rm.policy_exception (
        exception_id uuid primary key, "case" text not null, rule text not null, unit_id uuid not null,
        requested_by uuid not null, employee_id uuid, until date not null, status text not null,
        requested_at timestamptz not null, decided_at timestamptz, version bigint not null);
      create index policy_exception_rule on rm.policy_exception (rule);
      create table rm.policy_review (
        review_id uuid primary key, policy text not null, status text not null, policy_version integer,
        trigger text not null, basis text not null, due_on date not null, started_on date, findings_due_on date,
        overdue boolean not null, measures jsonb not null, verdict text, proposed jsonb not null, actions jsonb not null,
        version bigint not null);
      create index policy_review_due on rm.policy_review (due_on, review_id);
      create table rm.review_signal (
        kind text, id text, unit_id uuid, since date, said text not null, at timestamptz not null,
        version bigint not null, primary key (kind, id));
      create index review_signal_since on rm.review_signal (kind, since);
      create table rm.evaluation_basis (
        evaluation_id uuid primary key, period_start date not null, period_end date not null, pinned jsonb not null,
        methods jsonb, composite numeric, result_rating text, behaviour jsonb not null, behaviour_rating text,
        predicate text, final boolean not null, version bigint not null);
      create table rm.policy_use (
        ref text, event_id uuid, service text not null, event_type text not null, stream text not null,
        stream_version bigint not null, at timestamptz not null, primary key (ref, event_id));
      create index policy_use_at on rm.policy_use (ref, at, event_id);
      create schema if not exists doc;
      -- What simulations are doing, for whoever asks any replica. No facts: those are in the log.
      create table doc.simulation_run (
        simulation_id uuid primary key, request jsonb not null, actor text not null, role text not null,
        status text not null default 'RUNNING', total integer not null default 0, done integer not null default 0,
        failure text, started_at timestamptz not null default clock_timestamp());
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
