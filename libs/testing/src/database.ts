import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';

/** A database of one suite's own. */
export interface TestDatabase {
  /** With all rights in this database, and in no other that matters. */
  readonly url: string;
  /** Ends its connections and removes it. Call it in `afterAll`; a forgotten one goes with the test server. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database on the test server (`infrastructure.mjs` put its address into the environment). The name only helps
 * a reader of the server's log: a random part keeps suites that run at the same time apart. Throws when there is no server.
 */
export async function createTestDatabase(name = 'test'): Promise<TestDatabase> {
  const server = required('JEJAK_TEST_POSTGRES_URL');
  const database = `${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)}_${randomBytes(6).toString('hex')}`;
  await asSuperuser(server, `create database ${escapeIdentifier(database)}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return {
    url: url.href,
    drop: () => asSuperuser(server, `drop database if exists ${escapeIdentifier(database)} with (force)`),
  };
}

/** The brokers of the test server, as kafkajs takes them. Throws when there is none. */
export const testBrokers = (): string[] => required('JEJAK_TEST_KAFKA_BROKERS').split(',');

/** A prefix for the names of topics and consumer groups, so that suites sharing the broker never meet. */
export const uniqueTopicPrefix = (): string => `test-${randomBytes(6).toString('hex')}.`;

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run the tests through jest, whose global set-up starts the servers.`,
    );
  return value;
}
