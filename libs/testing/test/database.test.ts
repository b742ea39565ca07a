import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { createTestDatabase, testBrokers, uniqueTopicPrefix, type TestDatabase } from '../src/database';

const ask = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

describe('a test database', () => {
  let one: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [one, other] = await Promise.all([createTestDatabase('Same name'), createTestDatabase('Same name')]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it('is its own, whatever it is called', async () => {
    await ask(one.url, 'create table seen (id int)');
    expect(await ask(other.url, "select to_regclass('seen') as seen")).toEqual([{ seen: null }]);
  });

  it('sorts by code point, the same on every machine', async () => {
    const rows = await ask(
      one.url,
      "select string_agg(x, '' order by x) as sorted from unnest(array['b','a','B','é']) x",
    );
    expect(rows).toEqual([{ sorted: 'Babé' }]);
  });

  it('can be dropped while someone is connected, and more than once', async () => {
    const gone = await createTestDatabase();
    const client = new Client({ connectionString: gone.url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await gone.drop();
    await cut;
    await gone.drop();
    await expect(ask(gone.url, 'select 1')).rejects.toThrow(/does not exist/);
  });
});

describe('the test broker', () => {
  it('answers, and makes no topic by accident', async () => {
    const kafka = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    const topic = `${uniqueTopicPrefix()}events`;
    await admin.connect();
    try {
      const producer = kafka.producer({ retry: { retries: 0 } });
      await producer.connect();
      await expect(producer.send({ topic, messages: [{ value: 'x' }] })).rejects.toThrow();
      await producer.disconnect();
      expect(await admin.listTopics()).not.toContain(topic);
      await admin.createTopics({ topics: [{ topic, numPartitions: 3 }] });
      expect(await admin.listTopics()).toContain(topic);
      await admin.deleteTopics({ topics: [topic] });
    } finally {
      await admin.disconnect();
    }
  });
});
