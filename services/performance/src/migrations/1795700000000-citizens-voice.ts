import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the citizen service tells that counts here: indices of units, and reviews of those who serve. Forward only. */
export class CitizensVoice1795700000000 implements MigrationInterface {
  readonly name = 'CitizensVoice1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.unit_ikm (
        survey_id uuid primary key, unit_id uuid not null, from_date date not null, to_date date not null,
        index_value numeric not null, computed_at timestamptz not null, version bigint not null);
      create index unit_ikm_unit on rm.unit_ikm (unit_id, to_date);
      create table rm.citizen_review (
        review_id uuid primary key, officer_id uuid not null, submitted_on date not null, score numeric not null,
        counts boolean not null, hash text not null, version bigint not null);
      create index citizen_review_officer on rm.citizen_review (officer_id, submitted_on) where counts;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
