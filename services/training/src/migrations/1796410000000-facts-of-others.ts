import type { MigrationInterface, QueryRunner } from 'typeorm';

const AFRESH = ['talent_box', 'improvement_plan'];

/** By which facts of other services a seat is given. The rows that are there were kept without them: they are read again from the beginning. */
export class FactsOfOthers1796410000000 implements MigrationInterface {
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
    for (const table of AFRESH)
      await runner.query(`
        truncate rm.${table};
        alter table rm.${table} add column stream text not null, add column read_version bigint not null,
          add column hash text not null;`);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
