import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '@jejak/kernel';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { Client } from 'pg';
import {
  bigintArray,
  byteaArray,
  integerArray,
  jsonbArray,
  smallintArray,
  textArray,
  uuidArray,
} from '../src/binary-array';

describe('arrays in binary', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createTestDatabase('arrays');
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  /** What the server makes of it, element by element. */
  const read = async (type: string, sent: Buffer): Promise<unknown[]> => {
    const { rows } = await client.query<{ element: unknown }>(
      `select element from unnest($1::${type}[]) with ordinality as t(element, nth) order by nth`,
      [sent],
    );
    return rows.map(({ element }) => element);
  };
  // Neither U+0000 nor half a surrogate reaches SQL.
  const text = fc.string({ unit: 'grapheme' }).map((some) => some.replaceAll('\0', ''));

  it('are texts, with nulls, quotes and every script', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
        expect(await read('text', textArray(values))).toEqual(values);
      }),
      { numRuns: 50 },
    ));
  it('are bytes, with nulls and of any length', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uint8Array())), async (values) => {
        expect(await read('bytea', byteaArray(values))).toEqual(
          values.map((bytes) => bytes && Buffer.from(bytes)),
        );
      }),
      { numRuns: 50 },
    ));
  it('are JSON', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: text, n: fc.integer() })), async (values) => {
        const sent = jsonbArray(values.map((value) => JSON.stringify(value)));
        expect(await read('jsonb', sent)).toEqual(values);
      }),
      { numRuns: 50 },
    ));
  it('are numbers up to their ends', async () => {
    expect(await read('int2', smallintArray([1, -1, 32_767, -32_768]))).toEqual([1, -1, 32_767, -32_768]);
    expect(await read('int4', integerArray([1, 2_147_483_647, -2_147_483_648]))).toEqual([
      1, 2_147_483_647, -2_147_483_648,
    ]);
    expect(await read('int8', bigintArray([0, Number.MAX_SAFE_INTEGER, -1]))).toEqual([
      '0',
      String(Number.MAX_SAFE_INTEGER),
      '-1',
    ]);
  });
  it('are ids, and nothing else in their place', async () => {
    const ids = [newId(), newId()];
    expect(await read('uuid', uuidArray(ids))).toEqual(ids);
    expect(() => uuidArray(['no id'])).toThrow(RangeError);
  });
  it('are empty', async () => {
    expect(await read('text', textArray([]))).toEqual([]);
  });
});
