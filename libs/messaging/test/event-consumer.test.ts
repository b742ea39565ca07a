import { until } from '@jejak/testing';
import type { Recorded } from '@jejak/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { metricsText } from '@jejak/observability';
import { type ClientBase, Pool } from 'pg';
import {
  EventConsumer,
  type EventConsumerOptions,
  isTransient,
  KafkaMessage,
  kafkaSource,
  type MemoryBroker,
  memoryBroker,
  type OutgoingMessage,
  type SourceReader,
  topicOf,
} from '../src';
import { contracts, NotedStream, SERVICE } from './noted-events';
import { ReadModel, recordingHandler, textOf } from './read-model';

const TOPIC = topicOf(SERVICE);

/** The engine over the in-memory broker and real PostgreSQL; Kafka itself is in `event-consumer-kafka.test.ts`. */
describe('EventConsumer', () => {
  let model: ReadModel;
  let broker: MemoryBroker;
  const running: EventConsumer[] = [];

  beforeEach(async () => {
    model = await ReadModel.create();
    broker = memoryBroker({ batchSize: 100 });
    await broker.ensureTopics([{ name: TOPIC, partitions: 1 }]);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
    await broker.close();
    await model.drop();
  });

  const send = async (...messages: OutgoingMessage[]): Promise<void> =>
    (await broker.producer()).send(TOPIC, messages);

  const consumer = (options: Partial<EventConsumerOptions> = {}): EventConsumer => {
    const made = new EventConsumer({
      pool: model.pool,
      handler: recordingHandler(),
      sources: [kafkaSource({ broker, service: 'performance', of: [contracts] })],
      retry: { firstMs: 5, mostMs: 20, patienceMs: 10_000 },
      ...options,
    });
    running.push(made);
    return made;
  };

  const started = async (options: Partial<EventConsumerOptions> = {}): Promise<EventConsumer> => {
    const made = consumer(options);
    await made.start();
    return made;
  };

  const consumed = (count: number): Promise<void> =>
    until(async () => (await model.offset('notes')) === count);

  const failingOn = (text: string, error = new Error('cannot be folded')) =>
    recordingHandler('notes', (event) => {
      if (textOf(event) === text) throw error;
    });

  it('applies each stream in order, once, and keeps its books in the same database', async () => {
    const [a, b] = [new NotedStream(), new NotedStream()];
    await send(a.next(), b.next(), a.next(), b.next(), a.next());
    await started();
    await consumed(5);
    expect(await model.versions(a.name)).toEqual([1, 2, 3]);
    expect(await model.versions(b.name)).toEqual([1, 2]);
    const { rows } = await model.pool.query(
      'SELECT stream_key, version::int FROM rm.stream_progress ORDER BY version',
    );
    expect(rows).toEqual([
      { stream_key: b.name, version: 2 },
      { stream_key: a.name, version: 3 },
    ]);
  });

  it('drops what the producer sent twice', async () => {
    const stream = new NotedStream();
    const [one, two, three] = stream.several(3);
    await send(one, two, one, two, three, three, one);
    await started();
    await consumed(7);
    expect(await model.versions(stream.name)).toEqual([1, 2, 3]);
    expect(await model.parked()).toEqual([]);
  });

  it('counts events that its handler does not want, and reads them no further', async () => {
    const stream = new NotedStream();
    await send(
      stream.next(),
      stream.next({ type: 'Hummed' }),
      stream.next({ type: 'NotKnownHere' }),
      stream.next(),
    );
    await started();
    await consumed(4);
    expect(await model.versions(stream.name)).toEqual([1, 4]);
    expect(await model.parked()).toEqual([]);
  });

  it('hands over older versions in the current shape', async () => {
    const stream = new NotedStream();
    await send(stream.next({ text: 'old', schemaVersion: 1 }), stream.next({ text: 'new' }));
    await started();
    await consumed(2);
    expect((await model.effects()).map(({ data }) => data)).toEqual([
      { text: 'old', weight: 0 },
      { text: 'new', weight: 1 },
    ]);
  });

  it('begins where its books say, whatever the group has committed', async () => {
    const stream = new NotedStream();
    await send(...stream.several(4));
    const first = await started();
    await consumed(4);
    await first.stop();
    await model.pool.query('TRUNCATE rm.offsets, rm.stream_progress, rm.effect');
    await started();
    await consumed(4);
    expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4]);
  });

  describe('by offset', () => {
    /** Delivers what a test says, as a broker would. */
    const scripted = async (): Promise<
      (messages: OutgoingMessage[], from: bigint, end?: bigint) => Promise<string>
    > => {
      let reader: SourceReader | undefined;
      const real = kafkaSource({ broker, service: 'performance', of: [contracts] });
      await started({
        sources: [
          {
            topics: [TOPIC],
            reread: (parked) => real.reread(parked),
            open: (given) => {
              reader = given;
              const nothing = (): void => undefined;
              const done = (): Promise<void> => Promise.resolve();
              return { run: done, pause: nothing, resume: nothing, close: done, state: () => 'running' };
            },
          },
        ],
      });
      await reader?.startAt(TOPIC, 0);
      return async (messages, from, end = from + BigInt(messages.length)) => {
        let outcome = 'nothing';
        await reader?.onBatch({
          ...{ topic: TOPIC, partition: 0, end },
          messages: messages.map(
            ({ value, ...message }, i) =>
              new KafkaMessage(
                {
                  ...message,
                  topic: TOPIC,
                  partition: 0,
                  offset: from + BigInt(i),
                  value: Buffer.from(value),
                },
                contracts,
              ),
          ),
          isCurrent: () => !outcome.startsWith('seek'),
          seek: (offset) => (outcome = `seek ${offset}`),
          resolve: (offset) => (outcome = `resolved ${offset}`),
          heartbeat: () => Promise.resolve(),
        });
        return outcome;
      };
    };

    it('seeks back when it was given too much, and takes it for a hole when it is given the same again', async () => {
      const stream = new NotedStream();
      const sent = stream.several(5);
      const deliver = await scripted();
      expect(await deliver(sent.slice(0, 2), 0n)).toBe('resolved 1');
      expect(await deliver(sent.slice(3), 3n)).toBe('seek 2');
      expect(await deliver(sent.slice(2, 4), 2n)).toBe('resolved 3');
      expect(await deliver(sent.slice(4), 7n)).toBe('seek 4');
      expect(await deliver(sent.slice(4), 7n)).toBe('resolved 7');
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4, 5]);
    });

    it('passes over what lies behind its books', async () => {
      const stream = new NotedStream();
      const sent = stream.several(5);
      const deliver = await scripted();
      await deliver(sent.slice(0, 3), 0n);
      // It asks for what proves that the topic is still the one that its books are of.
      expect(await deliver(sent.slice(0, 2), 0n, 5n)).toBe('seek 2');
      expect(await deliver(sent, 0n)).toBe('resolved 4');
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4, 5]);
    });

    it('reads a topic again that was made anew, and knows by version what it has', async () => {
      const stream = new NotedStream();
      const sent = stream.several(6);
      const deliver = await scripted();
      await deliver(sent.slice(0, 5), 0n);
      // The topic ends at 3 now: before the books.
      expect(await deliver(sent.slice(0, 3), 0n)).toBe('resolved 2');
      expect(await deliver(sent.slice(3), 3n)).toBe('resolved 5');
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('reads a topic again that was made anew and has grown past the books', async () => {
      const [known, other, silent] = [new NotedStream(), new NotedStream(), new NotedStream()];
      const [first, second, third] = known.several(3);
      const before = await scripted();
      await before([first, first, second, second], 0n);
      // Filled again without what was sent twice: another event stands at each offset of the books.
      const topic = [first, second, silent.next(), third, ...other.several(2)];
      const deliver = await scripted();
      expect(await deliver(topic.slice(3), 3n, 6n)).toBe('seek 0');
      expect(await deliver(topic, 0n)).toBe('resolved 5');
      expect(await model.versions(known.name)).toEqual([1, 2, 3]);
      expect(await model.versions(silent.name)).toEqual([1]);
      expect(await model.versions(other.name)).toEqual([1, 2]);
      // From here on the books are those of the new topic.
      const again = await scripted();
      expect(await again([topic[5], silent.next()], 5n)).toBe('resolved 6');
    });

    it('starts again from the books when somebody else has moved them', async () => {
      const stream = new NotedStream();
      const sent = stream.several(5);
      const deliver = await scripted();
      await deliver(sent.slice(0, 2), 0n);
      await model.pool.query('UPDATE rm.offsets SET next_offset = 4, mark = NULL');
      await model.pool.query('UPDATE rm.stream_progress SET version = 4');
      expect(await deliver(sent.slice(2, 4), 2n)).toBe('seek 4');
      expect(await deliver(sent.slice(4), 4n)).toBe('resolved 4');
      expect(await model.versions(stream.name)).toEqual([1, 2, 5]);
    });
  });

  describe('meets a bad event', () => {
    it('parks a poison key with its later events while the others go on', async () => {
      const [bad, good, late] = [new NotedStream(), new NotedStream(), new NotedStream()];
      await send(bad.next(), good.next(), bad.next({ text: 'poison' }), good.next(), bad.next(), good.next());
      await started({ handler: failingOn('poison') });
      await consumed(6);
      await send(bad.next(), late.next());
      await consumed(8);
      expect(await model.versions(good.name)).toEqual([1, 2, 3]);
      expect(await model.versions(late.name)).toEqual([1]);
      // The batch is bisected by key: what of the key came in the same batch waits with it.
      expect(await model.versions(bad.name)).toEqual([]);
      expect(await model.parked()).toEqual([{ key: bad.name, cause: 'handler', attempts: 1, events: 4 }]);
    });

    it('finds several poison keys among many', async () => {
      const streams = Array.from({ length: 40 }, () => new NotedStream());
      const poison = new Set([3, 17, 18, 39]);
      await send(...streams.map((stream, i) => stream.next(poison.has(i) ? { text: 'poison' } : {})));
      await started({ handler: failingOn('poison') });
      await consumed(40);
      expect((await model.parked()).map(({ key }) => key).sort()).toEqual(
        [...poison].map((i) => streams[i].name).sort(),
      );
      expect(await model.effects()).toHaveLength(36);
    });

    it('parks what breaks a constraint of the read model', async () => {
      await model.pool.query(`ALTER TABLE rm.effect ADD CHECK (data->>'text' <> 'unfit')`);
      const [bad, good] = [new NotedStream(), new NotedStream()];
      await send(bad.next({ text: 'unfit' }), good.next());
      await started();
      await consumed(2);
      expect(await model.versions(good.name)).toEqual([1]);
      expect((await model.parked()).map(({ key }) => key)).toEqual([bad.name]);
    });

    it('parks a message that is no event under its key, and never reads it for ever', async () => {
      const [stream, other] = [new NotedStream(), new NotedStream()];
      const [one, two] = stream.several(2);
      await send(
        one,
        { key: stream.name, value: 'no JSON', headers: {} },
        two,
        { key: '', value: '{}', headers: {} },
        other.next(),
      );
      await started();
      await consumed(5);
      expect(await model.versions(stream.name)).toEqual([1]);
      expect(await model.versions(other.name)).toEqual([1]);
      expect(await model.parked()).toEqual([
        { key: '', cause: 'schema', attempts: 1, events: 1 },
        { key: stream.name, cause: 'schema', attempts: 1, events: 2 },
      ]);
    });

    it('parks a version that this release cannot read', async () => {
      const stream = new NotedStream();
      await send(stream.next(), stream.next({ schemaVersion: 3 }), stream.next());
      await started();
      await consumed(3);
      expect(await model.versions(stream.name)).toEqual([1]);
      expect(await model.parked()).toEqual([{ key: stream.name, cause: 'upcaster', attempts: 1, events: 2 }]);
    });

    it('parks a stream whose next version is missing, from its very first on', async () => {
      const [stream, headless] = [new NotedStream(), new NotedStream()];
      const [one, , three, four] = stream.several(4);
      const [, second] = headless.several(2);
      await send(one, three, four, second);
      await started();
      await consumed(4);
      expect(await model.versions(stream.name)).toEqual([1]);
      expect(await model.parked()).toEqual(
        [
          { key: stream.name, cause: 'gap', attempts: 1, events: 2 },
          { key: headless.name, cause: 'gap', attempts: 1, events: 1 },
        ].sort((a, b) => (a.key < b.key ? -1 : 1)),
      );
    });

    it('fetches what is missing where somebody has it', async () => {
      const stream = new NotedStream();
      const sent = stream.several(5);
      await send(sent[0], sent[3], sent[4]);
      const asked: unknown[] = [];
      await started({
        gapFiller: {
          fill: (topic, key, from, to) => {
            asked.push({ topic, key, from, to });
            const missing = sent.slice(from - 1, to);
            return Promise.resolve(
              missing.map(
                ({ value, ...message }) =>
                  new KafkaMessage(
                    { ...message, topic, partition: 0, offset: -1n, value: Buffer.from(value) },
                    contracts,
                  ),
              ),
            );
          },
        },
      });
      await consumed(3);
      expect(asked).toEqual([{ topic: TOPIC, key: stream.name, from: 2, to: 3 }]);
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4, 5]);
    });
  });

  describe('redrives', () => {
    it('a key in order in one transaction, and goes on live behind it', async () => {
      const stream = new NotedStream();
      let healed = false;
      const handler = recordingHandler('notes', (event) => {
        if (textOf(event) === 'poison' && !healed) throw new Error('not yet');
      });
      await send(stream.next({ text: 'poison' }), stream.next(), stream.next());
      const parking = await started({ handler });
      await consumed(3);
      expect(await parking.redrive()).toMatchObject([
        { key: stream.name, unparked: false, fault: { cause: 'handler' } },
      ]);
      expect(await model.parked()).toMatchObject([{ attempts: 2, events: 3 }]);
      healed = true;
      expect(await parking.redrive(stream.name)).toEqual([
        { key: stream.name, unparked: true, events: 3, fault: null },
      ]);
      await send(stream.next());
      await consumed(4);
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4]);
      expect(await model.parked()).toEqual([]);
    });

    it('a gap once the missing version has arrived behind it', async () => {
      const stream = new NotedStream();
      const [one, two, three] = stream.several(3);
      await send(one, three, two, three);
      const parking = await started();
      await consumed(4);
      expect(await model.versions(stream.name)).toEqual([1]);
      expect(await parking.redrive()).toMatchObject([{ unparked: true, events: 2 }]);
      expect(await model.versions(stream.name)).toEqual([1, 2, 3]);
    });

    it('nothing twice, however often it is asked and by how many', async () => {
      const stream = new NotedStream();
      let healed = false;
      const handler = recordingHandler('notes', () => {
        if (!healed) throw new Error('not yet');
      });
      await send(...stream.several(20));
      const parking = await started({ handler });
      await consumed(20);
      healed = true;
      await Promise.all([
        parking.redrive(),
        parking.redrive(),
        send(...stream.several(20)),
        parking.redrive(),
      ]);
      await consumed(40);
      await parking.redrive();
      expect(await model.versions(stream.name)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    });
  });

  describe('meets trouble', () => {
    it('tries a transient failure again in place, without parking or losing anything', async () => {
      const stream = new NotedStream();
      let failures = 3;
      const handler = recordingHandler('notes', () => {
        if (failures-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      });
      await send(...stream.several(3));
      await started({ handler });
      await consumed(3);
      expect(await model.versions(stream.name)).toEqual([1, 2, 3]);
      expect(await model.parked()).toEqual([]);
    });

    it('pauses and is unhealthy when it lasts, and recovers by itself', async () => {
      const stream = new NotedStream();
      let away = true;
      const handler = recordingHandler('notes', () => {
        if (away) throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
      });
      await send(...stream.several(3));
      const troubled = await started({ handler, retry: { firstMs: 5, mostMs: 20, patienceMs: 50 } });
      await until(() => troubled.state() === 'paused');
      expect(await troubled.status()).toMatchObject({
        lagEvents: 3,
        parkedKeys: 0,
        lastError: { error: 'Error: connection refused', transient: true },
      });
      away = false;
      await consumed(3);
      await until(() => troubled.state() === 'running');
      expect(await model.versions(stream.name)).toEqual([1, 2, 3]);
    });

    it('resumes without a double effect when its connection dies inside the transaction', async () => {
      const stream = new NotedStream();
      let kills = 3;
      const handler = recordingHandler('notes', async (event: Recorded, tx: ClientBase) => {
        if (event.envelope.version !== 2 || kills-- <= 0) return;
        const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await model.pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
        const error: unknown = await tx.query('SELECT 1').then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(isTransient(error)).toBe(true);
        throw error;
      });
      await send(...stream.several(4));
      await started({ handler });
      await consumed(4);
      expect(kills).toBeLessThanOrEqual(0);
      expect(await model.versions(stream.name)).toEqual([1, 2, 3, 4]);
    });

    it('is fenced: of two readers that believe to own a partition one gives way', async () => {
      const streams = Array.from({ length: 5 }, () => new NotedStream());
      await send(...streams.flatMap((stream) => stream.several(20)));
      // Two groups of one partition each: what a zombie and its successor are to each other.
      const zombie = consumer({
        sources: [kafkaSource({ broker, service: 'zombie', of: [contracts] })],
        stepLimit: 7,
      });
      const owner = consumer({ stepLimit: 11 });
      await Promise.all([zombie.start(), owner.start()]);
      await consumed(100);
      await send(...streams.flatMap((stream) => stream.several(20)));
      await consumed(200);
      for (const stream of streams)
        expect(await model.versions(stream.name)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      expect(await model.parked()).toEqual([]);
    });
  });

  it('shows what is parked in its gauges, and no longer once it is not', async () => {
    const stream = new NotedStream();
    let healed = false;
    const handler = recordingHandler('gauged', () => {
      if (!healed) throw new Error('not yet');
    });
    await send(...stream.several(2));
    const gauged = await started({ handler });
    await until(async () => (await model.offset('gauged')) === 2);
    await gauged.status();
    const text = async (): Promise<string[]> =>
      (await metricsText()).split('\n').filter((line) => line.includes('projection="gauged"'));
    expect(await text()).toEqual(
      expect.arrayContaining([
        'jejak_parked_keys{projection="gauged",cause="handler"} 1',
        'jejak_parked_events{projection="gauged",cause="handler"} 2',
        'jejak_consumer_state{projection="gauged",state="running"} 1',
        `jejak_consumer_events_total{projection="gauged",source="${TOPIC}",outcome="parked"} 2`,
      ]),
    );
    healed = true;
    await gauged.redrive();
    await gauged.status();
    expect(await text()).toContain('jejak_parked_keys{projection="gauged",cause="handler"} 0');
  });

  it('tells how it is while its database does not answer', async () => {
    const reading = await started();
    await until(async () => (await reading.status()).state === 'running');
    const gone = new Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' });
    const cut = consumer({ pool: gone });
    expect(await cut.status()).toMatchObject({ name: 'notes', state: 'stopped', parkedKeys: 0 });
    await gone.end();
  });

  it('tells how far it is', async () => {
    const stream = new NotedStream();
    await send(...stream.several(3));
    const reading = await started();
    let commits = 0;
    reading.onApplied(() => commits++);
    await consumed(3);
    await until(() => commits > 0);
    expect(await reading.status()).toEqual({
      name: 'notes',
      state: 'running',
      lagEvents: 0,
      parkedKeys: 0,
      parkedEvents: 0,
      lastError: null,
      partitions: [{ topic: TOPIC, partition: 0, next: 3n }],
    });
  });
});
