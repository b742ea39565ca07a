import type { Recorded } from '@jejak/kernel';
import { testBrokers, uniqueTopicPrefix, until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Broker,
  type BrokerConsumer,
  BrokerUnavailable,
  EventConsumer,
  type EventConsumerOptions,
  FanOut,
  type FanOutOptions,
  kafkaBroker,
  kafkaSource,
  memoryBroker,
  topicOf,
} from '../src';
import { contracts, NotedStream, SERVICE } from './noted-events';
import { ReadModel, recordingHandler, textOf } from './read-model';

/** Notes which groups have members, one entry for each member that is open. */
class Members implements Pick<Broker, 'consumer'> {
  readonly open: string[] = [];
  readonly ever: string[] = [];

  constructor(private readonly broker: Broker) {}

  readonly consumer: Broker['consumer'] = (subscription): BrokerConsumer => {
    const name = subscription.group.split('.').pop() ?? '';
    const consumer = this.broker.consumer(subscription);
    this.open.push(name);
    this.ever.push(name);
    return {
      run: () => consumer.run(),
      pause: (topic, partition) => consumer.pause(topic, partition),
      resume: (topic, partition) => consumer.resume(topic, partition),
      state: () => consumer.state(),
      close: async () => {
        if (this.open.includes(name)) this.open.splice(this.open.indexOf(name), 1);
        await consumer.close();
      },
    };
  };
}

describe.each(['Kafka', 'memory'])('readers that share a member of a group, on %s', (kind) => {
  let prefix: string;
  let topic: string;
  let model: ReadModel;
  let broker: Broker;
  let members: Members;
  let fanOut: FanOut;
  const running: EventConsumer[] = [];

  const shared = (options: Partial<FanOutOptions> = {}): FanOut =>
    new FanOut({ broker: members, group: `${prefix}.performance.all`, topics: [topic], ...options });

  beforeEach(async () => {
    prefix = uniqueTopicPrefix().slice(0, -1);
    topic = topicOf(SERVICE, prefix);
    model = await ReadModel.create();
    broker =
      kind === 'Kafka'
        ? kafkaBroker({ brokers: testBrokers(), clientId: 'fan-out-test' })
        : memoryBroker({ batchSize: 20 });
    await broker.ensureTopics([{ name: topic, partitions: 3 }]);
    members = new Members(broker);
    fanOut = shared();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
    await broker.close();
    await model.drop();
  });

  const reader = (
    name: string,
    meddle: (event: Recorded) => void | Promise<void> = () => undefined,
    options: Partial<EventConsumerOptions> = {},
  ): EventConsumer => {
    const consumer = new EventConsumer({
      pool: model.pool,
      handler: recordingHandler(name, meddle),
      sources: [kafkaSource({ broker: fanOut, service: 'performance', prefix, of: [contracts] })],
      retry: { firstMs: 5, mostMs: 20, patienceMs: 10_000 },
      ...options,
    });
    running.push(consumer);
    return consumer;
  };

  const started = (...readers: EventConsumer[]): Promise<unknown> =>
    Promise.all(readers.map((one) => one.start()));

  const stopped = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
  };

  /** Sends so many rounds of one event of each stream. */
  const send = async (streams: readonly NotedStream[], rounds: number): Promise<void> => {
    const producer = await broker.producer();
    for (let round = 0; round < rounds; round++)
      await producer.send(
        topic,
        streams.map((stream) => stream.next()),
      );
  };

  /** Each event of each stream once and in order, and not one more. */
  const hasAll = async (name: string, streams: readonly NotedStream[], versions: number): Promise<void> => {
    await until(async () => (await model.effects(name)).length >= streams.length * versions);
    const effects = await model.effects(name);
    expect(effects).toHaveLength(streams.length * versions);
    for (const stream of streams)
      expect(effects.filter((effect) => effect.stream === stream.name).map(({ version }) => version)).toEqual(
        Array.from({ length: versions }, (_, i) => i + 1),
      );
  };

  const someStreams = (count = 8): NotedStream[] => Array.from({ length: count }, () => new NotedStream());

  it('gives each of them everything, with one member for all', async () => {
    const streams = someStreams();
    await send(streams, 5);
    await started(reader('one'), reader('two'), reader('three'));
    await send(streams, 5);
    for (const name of ['one', 'two', 'three']) await hasAll(name, streams, 10);
    expect(members.ever).toEqual(['all']);
    await stopped();
    expect(members.open).toEqual([]);
  });

  it('begins where the one furthest behind stands; the others get nothing twice', async () => {
    const streams = someStreams();
    await started(reader('old'));
    await send(streams, 4);
    await hasAll('old', streams, 4);
    await stopped();
    await send(streams, 2);
    await started(reader('old'), reader('new'));
    await hasAll('new', streams, 6);
    await hasAll('old', streams, 6);
    expect(members.ever).toEqual(['all', 'all']);
  });

  it('leaves behind who is too slow; it reads by itself until it has caught up', async () => {
    fanOut = shared({ most: 5, holdMs: 50 });
    const streams = someStreams();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await started(
      reader('slow', () => held),
      reader('fast'),
    );
    await send(streams, 20);
    await hasAll('fast', streams, 20);
    expect(await model.effects('slow')).toEqual([]);
    release();
    await hasAll('slow', streams, 20);
    await until(() => members.open.length === 1);
    expect(members.ever).toContain('slow');
    expect(members.open).toEqual(['all']);
    await send(streams, 1);
    await hasAll('slow', streams, 21);
    await hasAll('fast', streams, 21);
  });

  it('goes on without who is paused since something outside fails, and takes it along again later', async () => {
    fanOut = shared({ most: 5, holdMs: 10_000 });
    const streams = someStreams();
    let down = true;
    const failing = reader(
      'failing',
      () => {
        if (down) throw new BrokerUnavailable('not now');
      },
      { retry: { firstMs: 5, mostMs: 20, patienceMs: 50 } },
    );
    await started(failing, reader('well'));
    await send(streams, 20);
    await hasAll('well', streams, 20);
    await until(() => failing.state() === 'paused');
    down = false;
    await hasAll('failing', streams, 20);
    await until(() => members.open.length === 1);
    expect(members.open).toEqual(['all']);
    expect(failing.state()).toBe('running');
  });

  it('lets one come when the others are there already', async () => {
    const streams = someStreams();
    await started(reader('early'));
    await send(streams, 5);
    await hasAll('early', streams, 5);
    await started(reader('late'));
    await hasAll('late', streams, 5);
    await until(() => members.open.length === 1);
    await send(streams, 1);
    await hasAll('early', streams, 6);
    await hasAll('late', streams, 6);
  });

  it('takes along who comes later and lacks nothing', async () => {
    const streams = someStreams();
    await started(reader('early'), reader('late'));
    await send(streams, 2);
    for (const name of ['early', 'late']) await hasAll(name, streams, 2);
    await stopped();
    for (const name of ['early', 'late']) {
      const one = reader(name);
      await one.start();
      await until(() => one.partitions().length === 3);
    }
    await send(streams, 2);
    for (const name of ['early', 'late']) await hasAll(name, streams, 4);
    expect(members.ever).toEqual(['all', 'all']);
  });

  it('lets one go while the others stay', async () => {
    const streams = someStreams();
    const leaving = reader('leaving');
    await started(leaving, reader('staying'));
    await send(streams, 2);
    await hasAll('leaving', streams, 2);
    running.splice(running.indexOf(leaving), 1);
    await leaving.stop();
    await send(streams, 3);
    await hasAll('staying', streams, 5);
    expect(await model.effects('leaving')).toHaveLength(streams.length * 2);
  });

  it('parks a poison stream for the one that cannot take it, and for nobody else', async () => {
    const streams = someStreams();
    await started(
      reader('picky', (event) => {
        if (textOf(event) === 'note 1' && event.envelope.stream === streams[0].name)
          throw new Error('cannot be folded');
      }),
      reader('easy'),
    );
    await send(streams, 3);
    await hasAll('easy', streams, 3);
    await until(async () => (await model.effects('picky')).length === streams.length * 3 - 3);
    expect((await model.parked()).map(({ key }) => key)).toEqual([streams[0].name]);
  });

  it('reads on when its member was made anew', async () => {
    const other = shared();
    const streams = someStreams();
    await started(reader('one'), reader('two'));
    await send(streams, 3);
    // Another process of the service comes, takes some of the partitions, and goes.
    const second = new EventConsumer({
      pool: model.pool,
      handler: recordingHandler('one'),
      sources: [kafkaSource({ broker: other, service: 'performance', prefix, of: [contracts] })],
    });
    await second.start();
    await send(streams, 3);
    await hasAll('one', streams, 6);
    await second.stop();
    await send(streams, 3);
    await hasAll('one', streams, 9);
    await hasAll('two', streams, 9);
  });

  it('holds what nobody wants back for a while, and books it all the same', async () => {
    const stream = new NotedStream();
    const producer = await broker.producer();
    await started(reader('choosy'));
    await producer.send(topic, [stream.next({ type: 'Hummed' }), stream.next({ type: 'Hummed' })]);
    await until(async () => {
      const { rows } = await model.pool.query<{ sum: number }>(
        `SELECT coalesce(sum(next_offset), 0)::int AS sum FROM rm.offsets WHERE projection = 'choosy'`,
      );
      return rows[0].sum === 2;
    });
    await producer.send(topic, [stream.next({ type: 'Hummed' }), stream.next()]);
    await until(async () => (await model.effects('choosy')).length === 1);
    expect(await model.versions(stream.name)).toEqual([4]);
  });

  it('refuses who has no books, and who reads something else', () => {
    const onBatch = (): Promise<void> => Promise.resolve();
    expect(() => fanOut.consumer({ group: 'a.b', topics: [topic], onBatch })).toThrow('no books');
    expect(() =>
      fanOut.consumer({ group: 'a.b', topics: ['elsewhere'], onBatch, startAt: () => Promise.resolve(0n) }),
    ).toThrow('elsewhere is not read by');
  });
});
