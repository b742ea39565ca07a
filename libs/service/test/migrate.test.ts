import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** What its `main` is: a service with nothing of its own. */
const MAIN = `
  const { startService } = require(${JSON.stringify(join(__dirname, '..', 'dist'))});
  const { contractsOf } = require('@jejak/kernel');
  startService({ name: 'career', contracts: contractsOf('career', []), module: class {} });`;

let folder: string;
let database: TestDatabase;
let environment: Record<string, string>;

const run = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['-e', MAIN, '--', 'main.js', ...args],
      { cwd: join(__dirname, '..'), env: { PATH: process.env.PATH, ...environment } },
      (_, __, stderr) => resolve({ status: child.exitCode, stderr }),
    );
  });

const migrated = async (): Promise<readonly { version: number; at: Date }[]> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number; at: Date }>(
      'select version, applied_at as at from es.migrations order by version',
    );
    // The books of read models are made with it.
    await client.query('select from rm.offsets');
    return rows;
  } finally {
    await client.end();
  }
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-migrate-'));
  writeFileSync(join(folder, 'kek'), randomBytes(32));
  database = await createTestDatabase('migrate');
  environment = {
    JEJAK_DATABASE_URL: database.url,
    // Neither is there: a migration speaks with the database alone.
    JEJAK_OIDC_ISSUER: 'http://127.0.0.1:9',
    JEJAK_KAFKA_BROKERS: '127.0.0.1:9',
    JEJAK_KEY_STORE: join(folder, 'keys'),
    JEJAK_KEK_FILE: join(folder, 'kek'),
  };
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('main.js migrate', () => {
  it('makes what the release needs, and ends; again it changes nothing; two at once wait for each other', async () => {
    const both = await Promise.all([run('migrate'), run('migrate')]);
    expect(both).toMatchObject([{ status: 0 }, { status: 0 }]);
    const first = await migrated();
    expect(first.length).toBeGreaterThan(0);
    expect(await run('migrate')).toMatchObject({ status: 0 });
    expect(await migrated()).toEqual(first);
  });

  it('fails where the database says no', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query('create schema es; create table es.migrations (version text)');
    await client.end();
    const { status, stderr } = await run('migrate');
    expect(status).toBe(1);
    expect(stderr).toContain('career could not migrate');
  });

  it('is refused with another word, and with a wrong configuration', async () => {
    expect(await run('migrat')).toMatchObject({ status: 64 });
    environment.JEJAK_DATABASE_URL = 'mysql://db/x';
    expect(await run('migrate')).toMatchObject({ status: 78 });
  });
});
