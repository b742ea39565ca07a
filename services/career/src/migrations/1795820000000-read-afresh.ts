import type { MigrationInterface, QueryRunner } from 'typeorm';

const AFRESH = ['evaluation_record', 'merit_case'];

/**
 * When an evaluation became final, by which a conversion that is late is known; and the cases of merit as they are counted now. The rows
 * that are there were kept without it: they are read again from the beginning. Forward only.
 */
export class ReadAfresh1795820000000 implements MigrationInterface {
  readonly name = 'ReadAfresh1795820000000';

  async up(runner: QueryRunner): Promise<void> {
    const names = AFRESH.join('|');
    // What a rebuild left beside them has another shape.
    const left = (await runner.query(
      `select tablename as name from pg_tables where schemaname = 'rm' and tablename ~ $1`,
      [`^(${names})__`],
    )) as { name: string }[];
    for (const { name } of left) await runner.query(`drop table rm."${name}"`);
    for (const books of ['offsets', 'stream_progress', 'parked', 'parked_key', 'rebuild'])
      await runner.query(`delete from rm.${books} where projection ~ $1`, [`^(${names})(__.*)?$`]);
    await runner.query(`
      truncate rm.evaluation_record, rm.merit_case;
      alter table rm.evaluation_record add column finalised_at timestamptz;
      create index evaluation_record_finalised on rm.evaluation_record (finalised_at) where finalised_at is not null;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
