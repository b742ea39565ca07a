import type { MigrationInterface, QueryRunner } from 'typeorm';

/** These go; of the last the rows are read again from the beginning. Beside each may stand what rebuilds left, of the old shape. */
const GONE =
  '^(discipline_case|talent_evaluation|sanction_record__.*|(discipline_case|talent_evaluation)__.*)$';
const BOOKS = '^(discipline_case|talent_evaluation|sanction_record)(__.*)?$';

/**
 * One read model of evaluations and one of cases of discipline, in place of two each: `sanction_record` also knows violations that
 * nobody has decided of yet. Forward only.
 */
export class OneRecord1795800000000 implements MigrationInterface {
  readonly name = 'OneRecord1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(
      `select tablename as name from pg_tables where schemaname = 'rm' and tablename ~ $1`,
      [GONE],
    )) as { name: string }[];
    for (const { name } of tables) await runner.query(`drop table rm."${name}"`);
    for (const books of ['offsets', 'stream_progress', 'parked', 'parked_key', 'rebuild'])
      await runner.query(`delete from rm.${books} where projection ~ $1`, [BOOKS]);
    await runner.query(`
      truncate rm.sanction_record;
      alter table rm.sanction_record alter column level drop not null, add column open boolean not null;
      create index sanction_record_open on rm.sanction_record (employee_id) where open;`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
