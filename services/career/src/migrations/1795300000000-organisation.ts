import { IMPORT_BOOKS_TABLE } from '@jejak/imports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organisation as it is read, and the index by which a number finds its person. */
export class Organisation1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORT_BOOKS_TABLE);
    await runner.query(`
      create table rm.unit_chart (
        unit_id uuid primary key,
        code text not null,
        name text not null,
        kind text not null,
        parent_unit_id uuid,
        from_date date not null,
        to_date date,
        version bigint not null
      );
      create unique index unit_chart_code on rm.unit_chart (code);

      create table rm.employee_directory (
        employee_id uuid primary key,
        kind text not null,
        golongan text,
        jenjang text,
        start_date date not null,
        contract_end date,
        positions jsonb not null,
        relations jsonb not null,
        duties jsonb not null,
        version bigint not null
      );

      -- Not a read model: it is written before the fact, so that two people never get one number (domain.md 2.9).
      create schema career;
      create table career.identity_index (
        kind text not null check (kind in ('nip', 'nik')),
        keyed_hash bytea not null,
        employee_id uuid not null,
        primary key (kind, keyed_hash)
      );
      create index identity_index_person on career.identity_index (employee_id);
    `);
  }

  /** Forward only. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
