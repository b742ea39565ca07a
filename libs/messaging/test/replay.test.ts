import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contractsOf, defineEvent } from '@jejak/kernel';
import { testBrokers, uniqueTopicPrefix, until } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import { Kafka, logLevel } from 'kafkajs';
import {
  type Broker,
  BrokerUnavailable,
  EventConsumer,
  FanOut,
  type IncomingMessage,
  kafkaBroker,
  kafkaSource,
  Relay,
  type RelayOptions,
  replayProgress,
  requestReplay,
  topicOf,
} from '../src';
import { type GatedBroker, gatedBroker } from './gated-broker';
import { expectWholeHistory, readTopic } from './history';
import { OutboxDatabase, SERVICE } from './outbox-database';
import { ReadModel, recordingHandler } from './read-model';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const contracts = contractsOf(SERVICE, [
  defineEvent({ type: 'AnnualRated', version: 1, data: Type.Object({ score: Type.String() }) }),
]);

/** A topic that is lost, on real Kafka and real PostgreSQL. */
describe('replay', () => {
  let kafka: Broker;
  let broker: GatedBroker;
  let database: OutboxDatabase;
  let prefix: string;
  let relays: Relay[];
  const admin = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING }).admin();

  beforeAll(async () => {
    kafka = kafkaBroker({ brokers: testBrokers(), clientId: 'replay-test' });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.disconnect();
    await kafka.close();
  });
  beforeEach(async () => {
    relays = [];
    broker = gatedBroker(kafka);
    prefix = `${uniqueTopicPrefix()}jejak`;
    database = await OutboxDatabase.create(topicOf(SERVICE, prefix));
  });
  afterEach(async () => {
    broker.up();
    await Promise.all(relays.map((relay) => relay.stop()));
    await database.drop();
  });

  const relayWith = (options: Partial<RelayOptions> = {}): Relay => {
    const relay = new Relay({
      ...{ databaseUrl: database.url, broker, service: SERVICE, topic: database.topic, partitions: 3 },
      ...{ standbyEveryMs: 20, measureEveryMs: 50, replayEveryMs: 20 },
      ...options,
    });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const drained = () => until(async () => (await database.count('outbox')) === 0);
  const replayed = () => until(async () => (await replayProgress(database.pool))?.finishedAt != null);
  const lost = async (): Promise<void> => {
    await admin.deleteTopics({ topics: [database.topic] });
    await until(async () => !(await admin.listTopics()).includes(database.topic));
  };
  /** Everything of the topic as it is on the wire. */
  const messages = async (count: number): Promise<string[]> => {
    const seen: IncomingMessage[] = [];
    const consumer = kafka.consumer({
      group: `${database.topic}.raw.${performance.now()}`,
      topics: [database.topic],
      startFrom: 'beginning',
      onBatch: (batch) => {
        seen.push(...batch.messages);
        batch.resolve(batch.messages[batch.messages.length - 1].offset);
        return Promise.resolve();
      },
    });
    void consumer.run();
    await until(() => seen.length >= count);
    await consumer.close();
    return seen
      .map(({ key, value, headers, partition }) =>
        JSON.stringify([
          partition,
          key,
          value?.toString('base64'),
          Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)),
        ]),
      )
      .sort();
  };

  it('fills a topic that was deleted whole with the same numbers, keys, headers and values', async () => {
    relayWith();
    const chains = await database.fill(6, 4);
    await database.append(chains[0][0].stream, chains[0][3], { traceparent: TRACE });
    await drained();
    const before = await messages(25);
    expect(before.some((message) => message.includes(TRACE))).toBe(true);
    await lost();
    const asked = await requestReplay(database.pool, database.topic);
    expect(asked).toMatchObject({ from: 1, to: 25, done: 0, of: 25, finishedAt: null });
    await replayed();
    expect(await messages(25)).toEqual(before);
    expect(await replayProgress(database.pool)).toMatchObject({ done: 25, of: 25 });
  });

  it('sends what is lost before what is new, and goes on where a leader died', async () => {
    const first = relayWith({ batchSize: 10 });
    const chains = await database.fill(8, 5);
    await drained();
    await first.stop();
    await lost();
    // New events wait already when the replay is asked for.
    for (const chain of chains) await database.append(chain[0].stream, chain[4]);
    await requestReplay(database.pool, database.topic);
    let sent = 0;
    broker.after = async () => {
      if (++sent !== 2) return;
      await database.terminateRelays();
      throw new BrokerUnavailable('died');
    };
    relayWith({ batchSize: 10 });
    await drained();
    await replayed();
    expect(sent).toBeGreaterThan(5);
    const published = await database.published();
    const events = await readTopic(
      kafka,
      database.topic,
      (seen) => new Set(seen.map(({ pos }) => pos)).size >= 48,
    );
    expect(published).toHaveLength(48);
    expectWholeHistory(events, published);
  });

  it('sends a range only, one replay at a time, and nothing that was never published', async () => {
    const relay = relayWith();
    await database.fill(2, 5);
    await drained();
    await relay.stop();
    const range = await requestReplay(database.pool, database.topic, { from: 4, to: 6 });
    expect(range).toMatchObject({ from: 4, to: 6, of: 3 });
    await expect(requestReplay(database.pool, database.topic)).rejects.toMatchObject({
      code: 'REPLAY_RUNNING',
    });
    for (const wrong of [{ from: 0 }, { from: 11 }, { from: 5, to: 4 }, { to: 11 }])
      await expect(requestReplay(database.pool, database.topic, wrong)).rejects.toMatchObject({
        code: 'REPLAY_RANGE_INVALID',
      });
    relayWith();
    await replayed();
    const events = await readTopic(kafka, database.topic, (seen) => seen.length >= 13);
    const count = (pos: number): number => events.filter((event) => event.pos === pos).length;
    expect(Array.from({ length: 10 }, (_, i) => count(i + 1))).toEqual([1, 1, 1, 2, 2, 2, 1, 1, 1, 1]);
  });

  it('leaves an old consumer and a fresh one equal', async () => {
    const model = await ReadModel.create();
    const running: EventConsumer[] = [];
    const consumer = async (name: string): Promise<EventConsumer> => {
      const made = new EventConsumer({
        pool: model.pool,
        handler: { ...recordingHandler(name), sources: [contracts], wants: () => true },
        sources: [kafkaSource({ broker: kafka, service: 'career', prefix, of: [contracts] })],
      });
      running.push(made);
      await made.start();
      return made;
    };
    const versionsOf = async (name: string): Promise<string[]> =>
      (await model.effects(name)).map(({ stream, version }) => `${stream} ${version}`).sort();
    const has = (name: string, count: number) => until(async () => (await versionsOf(name)).length >= count);
    try {
      // Everything twice, so that the offsets of the first topic are none of the second one's.
      broker.after = async (sent) => {
        broker.after = () => Promise.resolve();
        await (await kafka.producer()).send(database.topic, sent);
      };
      relayWith();
      const chains = await database.fill(9, 3);
      await drained();
      const old = await consumer('old');
      await has('old', 27);
      await old.stop();
      await lost();
      await requestReplay(database.pool, database.topic);
      await replayed();
      // So much more that the new topic ends behind the old consumer's books.
      const heads = [...chains.map((chain) => chain[2])];
      for (let round = 0; round < 4; round++)
        for (const [i, head] of heads.entries()) {
          const next = await database.append(head.stream, head);
          if (next) heads[i] = next;
        }
      await database.fill(3, 1);
      await drained();
      await consumer('old');
      await consumer('fresh');
      await has('fresh', 66);
      await has('old', 66);
      expect(await versionsOf('old')).toEqual(await versionsOf('fresh'));
      expect(new Set(await versionsOf('old')).size).toBe(66);
      expect(await model.parked()).toEqual([]);
    } finally {
      await Promise.all(running.map((one) => one.stop()));
      await model.drop();
    }
  });

  it.each([
    ['by itself', () => kafka],
    [
      'beside others',
      () => new FanOut({ broker: kafka, group: `${prefix}.performance.all`, topics: [database.topic] }),
    ],
  ])(
    'is noticed by a consumer that reads %s while the topic is lost and filled again',
    async (_, through) => {
      const model = await ReadModel.create();
      relayWith();
      const chains = await database.fill(6, 3);
      await drained();
      const running = new EventConsumer({
        pool: model.pool,
        handler: { ...recordingHandler('running'), sources: [contracts], wants: () => true },
        sources: [kafkaSource({ broker: through(), service: 'career', prefix, of: [contracts] })],
      });
      try {
        await running.start();
        const applied = (count: number) =>
          until(async () => (await model.effects('running')).length >= count);
        await applied(18);
        await lost();
        await requestReplay(database.pool, database.topic);
        await replayed();
        for (const chain of chains) await database.append(chain[0].stream, chain[2]);
        await applied(24);
        const effects = await model.effects('running');
        expect(effects).toHaveLength(24);
        for (const chain of chains)
          expect(
            effects.filter(({ stream }) => stream === chain[0].stream).map(({ version }) => version),
          ).toEqual([1, 2, 3, 4]);
        expect(await model.parked()).toEqual([]);
      } finally {
        await running.stop();
        await model.drop();
      }
    },
  );
});
