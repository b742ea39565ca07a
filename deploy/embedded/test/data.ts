import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';

const TOPIC = 'notes';

async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const kafkaAt = (brokers: string[]): Kafka =>
  new Kafka({
    brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5_000,
    retry: { retries: 10, initialRetryTime: 100 },
  });

/** Writes the note into a table and into a topic, made when missing; resolves when both have confirmed it. */
export async function note(text: string, postgresUrl: string, brokers: string[]): Promise<void> {
  await onDatabase(postgresUrl, async (client) => {
    // Servers of tests confirm what they have not yet handed to the system, and what kills them takes that along.
    await client.query('set synchronous_commit = on');
    await client.query('create table if not exists notes (text text)');
    await client.query('insert into notes values ($1)', [text]);
  });
  const kafka = kafkaAt(brokers);
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 1 }] });
    await producer.send({ topic: TOPIC, messages: [{ value: text }] });
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

/** What the table holds. */
export const rows = (postgresUrl: string): Promise<string[]> =>
  onDatabase(postgresUrl, async (client) => {
    const { rows: found } = await client.query<{ text: string }>('select text from notes order by text');
    return found.map(({ text }) => text);
  });

/** What the topic holds, read from its beginning to its present end. */
export async function messages(brokers: string[]): Promise<string[]> {
  const kafka = kafkaAt(brokers);
  const admin = kafka.admin();
  await admin.connect();
  const [partition] = await admin.fetchTopicOffsets(TOPIC);
  await admin.disconnect();
  const expected = Number(partition?.high ?? 0);
  const consumer = kafka.consumer({ groupId: `reader-${process.hrtime.bigint()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  const found: string[] = [];
  try {
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      // A coordinator that has just come up is loading for a moment: kafkajs begins again by itself.
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) reject(payload.error);
      });
      void consumer.run({
        eachMessage: ({ message }) => {
          found.push(message.value?.toString() ?? '');
          if (found.length === expected) resolve();
          return Promise.resolve();
        },
      });
    });
  } finally {
    await consumer.disconnect();
  }
  return found;
}
