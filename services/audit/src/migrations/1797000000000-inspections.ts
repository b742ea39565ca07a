import { ORGANISATION_TABLES } from '@jejak/organisation';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inspections, what was asked, found and explained; whom career knows, for duties kept apart and heads of units. */
export class Inspections1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANISATION_TABLES);
    await runner.query(`
      create table rm.inspection (
        inspection_id uuid primary key, inspector_id uuid not null, assignment text not null, units jsonb not null,
        objects jsonb not null, from_date date not null, to_date date not null, status text not null,
        opened_at timestamptz not null, closed_at timestamptz, version bigint not null);
      create index inspection_opened on rm.inspection (opened_at, inspection_id);
      create table rm.evidence_request (
        request_id uuid primary key, inspection_id uuid not null, request integer not null, asked_of uuid not null,
        due_on date not null, status text not null, overdue boolean not null, requested_at timestamptz not null,
        provided_at timestamptz, version bigint not null);
      create index evidence_request_asked on rm.evidence_request (asked_of, requested_at, request_id);
      create index evidence_request_inspection on rm.evidence_request (inspection_id, request);
      create table rm.inspection_finding (
        finding_id uuid primary key, inspection_id uuid not null, finding integer not null, unit_id uuid not null,
        about text, severity text not null, status text not null, replied boolean not null, answered boolean not null,
        accepted boolean, overdue boolean not null, reply_by date not null, follow_up_by date,
        shared_at timestamptz not null, issued_at timestamptz, ended_at timestamptz, version bigint not null);
      create index inspection_finding_shared on rm.inspection_finding (shared_at, finding_id);
      create index inspection_finding_inspection on rm.inspection_finding (inspection_id, finding);
      create index inspection_finding_unit on rm.inspection_finding (unit_id);
      create table rm.explanation (
        explanation_id uuid primary key, object text not null, case_id uuid, asked_by uuid not null, chain jsonb not null,
        policies jsonb not null, proofs jsonb not null, truncated boolean not null, produced_at timestamptz not null,
        version bigint not null);
      create index explanation_produced on rm.explanation (produced_at, explanation_id);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
