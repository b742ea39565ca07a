import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ReadSide } from '../src/read-side';

describe('the read side', () => {
  let database: TestDatabase;
  let db: ReadSide;
  let plain: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase('read_side');
    // One connection: what it has prepared can be looked at.
    const options = { type: 'postgres', url: database.url, extra: { max: 1 } } as const;
    [db, plain] = [new ReadSide(options), new DataSource(options)];
    await Promise.all([db.initialize(), plain.initialize()]);
    await plain.query('create table thing (id int primary key, name text, at date, detail jsonb)');
    await plain.query(
      `insert into thing select n, 'thing ' || n, '2026-01-05', '{"n": 1}' from generate_series(1, 5) n`,
    );
  });
  afterEach(async () => {
    await Promise.all([db.destroy(), plain.destroy()]);
    await database.drop();
  });

  const prepared = async (): Promise<string[]> => {
    const rows = await db.query<{ name: string; statement: string }[]>(
      'select name, statement from pg_prepared_statements',
    );
    return rows.map(({ statement }) => statement);
  };

  it.each([
    ['select * from thing where id > $1 order by id', [2]],
    ['select count(*)::int as n, max(at) as at from thing where name <> $1', ['thing 1']],
    ['update thing set name = $1 where id = $2 returning id', ['other', 1]],
    ['update thing set name = $1 where id = $2', ['other', 9]],
    ['delete from thing where id = $1', [9]],
    ['insert into thing (id, name) values ($1, $2) on conflict do nothing returning id, name', [1, 'none']],
    ['select 1 as one', undefined],
    ['select 1 as one; select 2 as two', undefined],
  ])('answers %s as TypeORM does, however often it is asked', async (text, values) => {
    const expected: unknown = await plain.query(text, values);
    for (let times = 0; times < 5; times++) expect(await db.query(text, values)).toEqual(expected);
  });

  it('gives a question a name when it comes again, and only then', async () => {
    const often = 'select name from thing where id = $1';
    await db.query('select at from thing where id = $1', [1]);
    for (let id = 1; id <= 4; id++) expect(await db.query(often, [id])).toEqual([{ name: `thing ${id}` }]);
    expect(await prepared()).toEqual([often]);
  });

  it('asks again when the table is another one since', async () => {
    const text = 'select * from thing where id = $1';
    for (let times = 0; times < 4; times++) await db.query(text, [1]);
    await plain.query('create table other (like thing including all, more int default 7)');
    await plain.query('insert into other (id, name) values (1, $1)', ['another']);
    await plain.query('alter table thing rename to gone');
    await plain.query('alter table other rename to thing');
    for (let times = 0; times < 4; times++)
      expect(await db.query(text, [1])).toMatchObject([{ id: 1, name: 'another', more: 7 }]);
  });

  it('asks inside of a transaction when it is given one', async () => {
    const runner = db.createQueryRunner();
    await runner.startTransaction();
    await db.query('update thing set name = $1 where id = $2', ['inside', 1], runner);
    expect(await runner.query('select name from thing where id = 1')).toEqual([{ name: 'inside' }]);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await db.query('select name from thing where id = $1', [1])).toEqual([{ name: 'thing 1' }]);
  });

  it('fails with the error of the database', async () => {
    for (let times = 0; times < 4; times++)
      await expect(db.query('select id from thing where id = $1', ['no number'])).rejects.toMatchObject({
        code: '22P02',
      });
  });
});
