import { eventTypeOf, type Recorded, RuleViolated } from '@jejak/kernel';
import { testBrokers, uniqueTopicPrefix, until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Broker,
  EventConsumer,
  EventTransport,
  kafkaBroker,
  kafkaSource,
  type OutgoingMessage,
  topicOf,
} from '../src';
import { contracts, noted, NotedStream, SERVICE } from './noted-events';
import { ReadModel, recordingHandler, textOf } from './read-model';

const PARTITIONS = 6;

/** The engine on real Kafka and real PostgreSQL. */
describe('EventConsumer on Kafka', () => {
  let prefix: string;
  let topic: string;
  let model: ReadModel;
  let broker: Broker;
  const running: EventConsumer[] = [];

  beforeEach(async () => {
    prefix = uniqueTopicPrefix().slice(0, -1);
    topic = topicOf(SERVICE, prefix);
    model = await ReadModel.create();
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'consumer-test' });
    await broker.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
    await broker.close();
    await model.drop();
  });

  const member = async (name: string, poison?: string): Promise<EventConsumer> => {
    const consumer = new EventConsumer({
      pool: model.pool,
      handler: recordingHandler(name, (event) => {
        if (poison !== undefined && textOf(event) === poison) throw new Error('cannot be folded');
      }),
      sources: [kafkaSource({ broker, service: 'performance', prefix, of: [contracts] })],
      stepLimit: 20,
    });
    running.push(consumer);
    await consumer.start();
    return consumer;
  };

  const leave = async (consumer: EventConsumer): Promise<void> => {
    running.splice(running.indexOf(consumer), 1);
    await consumer.stop();
  };

  it('gives each event one effect while members join, race and leave', async () => {
    const producer = await broker.producer();
    const streams = Array.from({ length: 24 }, () => new NotedStream());
    const count = async (): Promise<number> => {
      const { rows } = await model.pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM rm.effect',
      );
      return rows[0].count;
    };
    let rounds = 0;
    let sending = true;
    const writing = (async () => {
      while (sending) {
        rounds++;
        // Each second message twice: what a relay sends again after an answer that was lost.
        const round: OutgoingMessage[] = streams.flatMap((stream, i) => {
          const message = stream.next();
          return i % 2 === 0 ? [message] : [message, message];
        });
        await producer.send(topic, round);
        await until(async () => !sending || (await count()) > streams.length * (rounds - 20));
      }
    })();
    const progress = async (): Promise<void> => {
      const before = await count();
      await until(async () => (await count()) > before + 200);
    };

    const first = await member('race');
    await progress();
    const second = await member('race');
    await progress();
    await leave(first);
    await progress();
    await member('race');
    await progress();
    await leave(second);
    sending = false;
    await writing;
    await until(async () => (await count()) >= streams.length * rounds);

    const effects = await model.effects('race');
    expect(effects).toHaveLength(streams.length * rounds);
    for (const { name } of streams)
      expect(effects.filter(({ stream }) => stream === name).map(({ version }) => version)).toEqual(
        Array.from({ length: rounds }, (_, i) => i + 1),
      );
    expect(await model.parked()).toEqual([]);
  });

  it('parks a poison stream and redrives it, on every partition at once', async () => {
    const producer = await broker.producer();
    const streams = Array.from({ length: 12 }, () => new NotedStream());
    await producer.send(
      topic,
      streams.flatMap((stream, i) => [
        stream.next(),
        stream.next(i % 4 === 0 ? { text: 'poison' } : {}),
        stream.next(),
      ]),
    );
    const bad = streams.filter((_, i) => i % 4 === 0).map(({ name }) => name);
    const poisoned = await member('poisoned', 'poison');
    await until(
      async () => (await model.effects()).length >= 27 && (await model.parked()).length === bad.length,
    );
    expect((await model.parked()).map(({ key }) => key)).toEqual([...bad].sort());
    await leave(poisoned);
    const healed = await member('poisoned');
    expect((await healed.redrive()).every(({ unparked }) => unparked)).toBe(true);
    await until(async () => (await model.effects()).length === 36);
    expect(await model.parked()).toEqual([]);
  });

  it('lets a reaction act by itself when the policy that it missed comes, and shows what never gets one', async () => {
    const [late, never, other] = [new NotedStream(), new NotedStream(), new NotedStream()];
    const done: string[] = [];
    let known = false;
    const transport = new EventTransport({
      pool: model.pool,
      consumes: [contracts],
      sourcesOf: (of) => [kafkaSource({ broker, service: 'performance', prefix, of })],
      retry: { firstMs: 5, mostMs: 20, patienceMs: 200 },
    });
    const react = ({ envelope: { stream, version } }: Recorded): Promise<void> => {
      if (stream === never.name || (stream === late.name && !known))
        throw new RuleViolated('POLICY_MISSING', 'No policy is in force.');
      done.push(`${stream} ${version}`);
      return Promise.resolve();
    };
    transport.addHandler(eventTypeOf(SERVICE, noted), react, true, { name: 'rules' });
    transport.listen(() => undefined);
    try {
      const producer = await broker.producer();
      await producer.send(topic, [late.next(), never.next(), other.next(), late.next()]);
      await until(async () => (await model.parked()).length === 2);
      await until(() => done.includes(`${other.name} 1`));
      await producer.send(topic, [late.next(), other.next()]);
      // Nobody waits behind them.
      await until(() => done.includes(`${other.name} 2`));
      known = true;
      await until(() => done.length === 5);
      expect(done.filter((one) => one.startsWith(late.name))).toEqual(
        [1, 2, 3].map((n) => `${late.name} ${n}`),
      );
      await until(async () => (await model.parked()).length === 1);
      expect(await model.parked()).toMatchObject([{ key: never.name, cause: 'policy', events: 1 }]);
      expect(await transport.statuses()).toMatchObject([{ name: 'rules', state: 'running', parkedKeys: 1 }]);
    } finally {
      await transport.close();
    }
  });
});
