import type { BatchHandler, FeedItem, OutgoingMessage } from '@jejak/messaging';
import { fromFeedItem, topicOf } from '@jejak/messaging';
import { eventually, type TestDatabase, testBrokers, until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { RunningService, ServiceDefinition } from '../src';
import { Installation, note, type Noted, noteStream, notingService } from './installation';

const career = notingService('career');

/** Nothing in it is unique: it shows every effect, doubled ones too. */
class Effects1767225600000 implements MigrationInterface {
  readonly name = 'Effects1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE rm.effect (seq bigserial PRIMARY KEY, stream text NOT NULL, version int NOT NULL, text text NOT NULL)',
    );
  }

  down(): Promise<void> {
    throw new Error('forward only');
  }
}

const effects: BatchHandler = {
  name: 'effects',
  sources: [career.contracts],
  wants: (type) => type.startsWith('asn.career.Noted.'),
  apply: async (events, tx) => {
    for (const { envelope, data } of events)
      await tx.query('INSERT INTO rm.effect (stream, version, text) VALUES ($1, $2, $3)', [
        ...[envelope.stream, envelope.version, (data as Noted['data']).text],
      ]);
  },
};

/** Reads what career notes. */
const performance: ServiceDefinition = notingService('performance', {
  migrations: [Effects1767225600000],
  projections: [effects],
});

const secretOf = (client: string) => ({ JEJAK_CLIENT_SECRET: `service-${client}` });

let installation: Installation;
let producer: RunningService;
let database: TestDatabase;

const reader = (more: Readonly<Record<string, string>> = {}): Promise<RunningService> =>
  installation.boot(
    performance,
    { JEJAK_FEEDS: JSON.stringify({ career: producer.url }), ...secretOf('performance'), ...more },
    database,
  );
const seen = async ({ platform }: RunningService, stream: string): Promise<string[]> => {
  const { rows } = await platform.pool.query<{ text: string }>(
    'SELECT text FROM rm.effect WHERE stream = $1 ORDER BY seq',
    [stream],
  );
  return rows.map(({ text }) => text);
};
const sees = (service: RunningService, stream: string, texts: readonly string[]): Promise<unknown> =>
  eventually(`the reader has ${texts.join(', ')}`, async () => {
    const found = await seen(service, stream);
    return found.length >= texts.length && found.join() === texts.join();
  });

beforeEach(async () => {
  installation = await Installation.create();
  [producer, database] = await Promise.all([
    installation.boot(career, { JEJAK_FEEDS: '{}', ...secretOf('career') }),
    installation.database('reader'),
  ]);
});
afterEach(() => installation.stop());

describe('without a broker', () => {
  it('a service follows the feed of another, from its beginning and as it grows', async () => {
    const stream = noteStream();
    await note(producer, 'before', stream);
    const service = await reader();
    await sees(service, stream, ['before']);
    await note(producer, 'after', stream);
    await sees(service, stream, ['before', 'after']);
    const [status] = await service.platform.projections.status();
    expect(status).toMatchObject({ name: 'effects', state: 'running', lagEvents: 0, parkedKeys: 0 });
  });

  it('a producer that was away is followed on', async () => {
    const stream = noteStream();
    const service = await reader();
    await note(producer, 'one', stream);
    await sees(service, stream, ['one']);
    const { port } = new URL(producer.url);
    await note(producer, 'two', stream);
    await producer.stop();
    expect(await seen(service, stream)).toContain('one');
    const again = await installation.boot(
      career,
      { JEJAK_FEEDS: '{}', ...secretOf('career'), PORT: port },
      installation.databaseOf(producer),
    );
    await note(again, 'three', stream);
    await sees(service, stream, ['one', 'two', 'three']);
  });

  it('two replicas give each event one effect, also when the reading one loses its session', async () => {
    const stream = noteStream();
    const replicas = [await reader(), await reader()];
    await note(producer, '0', stream);
    await sees(replicas[0], stream, ['0']);
    for (let round = 1; round <= 5; round++) {
      const ended = await replicas[0].platform.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'jejak-feed-readers'`,
      );
      expect(ended.rowCount).toBeGreaterThan(0);
      await note(producer, String(round), stream);
      const texts = Array.from({ length: round + 1 }, (_, i) => String(i));
      await sees(replicas[0], stream, texts);
    }
  });
});

describe('with Kafka, and the feeds beside it', () => {
  /** The events of a stream as the relay would send them, when it does. */
  const messagesOf = async (stream: string, count: number): Promise<OutgoingMessage[]> => {
    const items = await eventually('they are numbered', async () => {
      const response = await fetch(`${producer.url}/feed?stream=${stream}`, {
        headers: { authorization: `Bearer ${await installation.token()}` },
      });
      const found = (await response.json()) as FeedItem[];
      return found.length === count && found;
    });
    return items.map((item) => {
      const { key, value, headers } = fromFeedItem(item, 'any');
      return { key, value: value?.toString() ?? '', headers };
    });
  };
  const send = async (service: RunningService, messages: readonly OutgoingMessage[]): Promise<void> => {
    const topic = topicOf('career', installation.prefix);
    await service.platform.broker.ensureTopics([{ name: topic, partitions: 2 }]);
    await (await service.platform.broker.producer()).send(topic, messages);
  };
  const withKafka = () => reader({ JEJAK_KAFKA_BROKERS: testBrokers().join(',') });

  it('what the topic lost is fetched from the feed, and nothing is parked', async () => {
    const stream = noteStream();
    const texts = ['one', 'two', 'three', 'four'];
    for (const text of texts) await note(producer, text, stream);
    const service = await withKafka();
    const [first, , , last] = await messagesOf(stream, 4);
    await send(service, [first, last]);
    await sees(service, stream, texts);
    expect(await service.platform.projections.status()).toMatchObject([{ parkedKeys: 0 }]);
  });

  it('what came as its core alone takes its data from the feed at redrive', async () => {
    const stream = noteStream();
    const texts = ['one', 'two', 'three'];
    for (const text of texts) await note(producer, text, stream);
    const service = await withKafka();
    const [one, two, three] = await messagesOf(stream, 3);
    const { core, pos } = JSON.parse(two.value) as { core: unknown; pos: number };
    await send(service, [one, { ...two, value: JSON.stringify({ core, pos }) }, three]);
    const { projections } = service.platform;
    await until(async () => (await projections.status())[0].parkedEvents === 2);
    expect(await seen(service, stream)).toEqual(['one']);
    expect(await projections.redrive('effects')).toMatchObject([{ key: stream, unparked: true, events: 2 }]);
    expect(await seen(service, stream)).toEqual(texts);
  });

  it('a feed that does not answer now is waited for', async () => {
    const stream = noteStream();
    for (const text of ['one', 'two', 'three']) await note(producer, text, stream);
    const service = await withKafka();
    const [first, , last] = await messagesOf(stream, 3);
    const { port } = new URL(producer.url);
    await producer.stop();
    await send(service, [first, last]);
    await until(async () => (await service.platform.projections.status())[0].lastError?.transient === true);
    await installation.boot(
      career,
      { JEJAK_FEEDS: '{}', ...secretOf('career'), PORT: port },
      installation.databaseOf(producer),
    );
    await sees(service, stream, ['one', 'two', 'three']);
    expect(await service.platform.projections.status()).toMatchObject([{ parkedKeys: 0 }]);
  });
});
