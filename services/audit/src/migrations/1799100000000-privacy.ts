import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people asked about their own data, what stands against erasing it, and what was erased; how the log is asked for it. */
export class Privacy1799100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.data_request (
        request_id uuid primary key, person_id uuid not null, request integer not null, kind text not null,
        status text not null, filed_by uuid, filed_at timestamptz not null, due_at timestamptz not null,
        overdue boolean not null, ground text, until date, handled_by uuid, handled_at timestamptz, version bigint not null);
      create index data_request_filed on rm.data_request (filed_at, request_id);
      create index data_request_person on rm.data_request (person_id, filed_at, request_id);
      create table rm.legal_hold (
        hold_id uuid primary key, person_id uuid not null, ground text not null, case_number text not null, until date,
        placed_by uuid not null, placed_at timestamptz not null, lifted_by uuid, lifted_at timestamptz,
        version bigint not null);
      create index legal_hold_placed on rm.legal_hold (placed_at, hold_id);
      create index legal_hold_person on rm.legal_hold (person_id);
      create table rm.erasure (
        subject_id uuid primary key, request_id uuid not null, basis text not null, archive_code text,
        entries integer not null, approved_by uuid not null, erased_at timestamptz not null, version bigint not null);
      create index erasure_erased on rm.erasure (erased_at, subject_id);
      create index entry_complainant on ledger.entry (left(data->>'complainantId', 36)) where name = 'ComplaintFiled';
      create index entry_tracking on ledger.entry (left(data->>'trackingKey', 64)) where name = 'ComplaintFiled';
      create index entry_erasure on ledger.entry (left(data->>'subjectId', 36)) where name = 'SubjectKeyDestroyed';
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
