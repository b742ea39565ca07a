import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { createPool, fileKeyStore, migrateEventStore, proveKeyStore } from '../src';

const kek = randomBytes(32);
const folders: string[] = [];
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
  folders.push(folder);
  return folder;
};

describe('the key store of a database', () => {
  let database: TestDatabase;
  let pool: Pool;
  const folder = emptyFolder();
  beforeAll(async () => {
    database = await createTestDatabase('key_proof');
    pool = createPool(database.url);
    const client = await pool.connect();
    await migrateEventStore(client);
    client.release();
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    for (const one of folders) rmSync(one, { recursive: true });
  });

  it('is taken by a new database, and proves itself again and again, by several at once', async () => {
    await Promise.all([1, 2, 3].map(() => proveKeyStore(pool, fileKeyStore({ folder, kek }))));
    await proveKeyStore(pool, fileKeyStore({ folder, kek }));
  });

  it('is refused when its folder is empty, and nothing is made there', async () => {
    const empty = emptyFolder();
    await expect(proveKeyStore(pool, fileKeyStore({ folder: empty, kek }))).rejects.toThrow(
      /not the one under which this database was begun/,
    );
    expect(readdirSync(empty)).toEqual([]);
  });

  it("is refused when it is another installation's, or its KEK is another", async () => {
    const other = fileKeyStore({ folder: emptyFolder(), kek });
    await other.seal(null, 'something', Buffer.alloc(32));
    await expect(proveKeyStore(pool, other)).rejects.toThrow(/not the one/);
    const anotherKek = fileKeyStore({ folder, kek: randomBytes(32) });
    await expect(proveKeyStore(pool, anotherKek)).rejects.toThrow(/not the one/);
  });
});
