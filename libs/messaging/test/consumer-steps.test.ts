import { createPool } from '@jejak/event-store';
import { until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import {
  EventConsumer,
  type EventHandler,
  kafkaSource,
  type MemoryBroker,
  memoryBroker,
  type OutgoingMessage,
  topicOf,
} from '../src';
import { contracts, NotedStream, SERVICE } from './noted-events';
import { ReadModel, recordingHandler, textOf } from './read-model';

const TOPIC = topicOf(SERVICE);

/** How a step begins and ends in the books, over connections that wait for each answer and over those that do not. */
describe.each([
  ['that waits for each answer', false],
  ['that is pipelined', true],
])('a step, on a connection %s', (_, pipelined) => {
  let model: ReadModel;
  let pool: Pool;
  let broker: MemoryBroker;
  let consumer: EventConsumer | undefined;

  beforeEach(async () => {
    model = await ReadModel.create();
    pool = createPool(model.url, { max: 4, pipelined });
    broker = memoryBroker({ batchSize: 100 });
    await broker.ensureTopics([{ name: TOPIC, partitions: 1 }]);
  });
  afterEach(async () => {
    await consumer?.stop();
    await broker.close();
    await pool.end();
    await model.drop();
  });

  const send = async (...messages: OutgoingMessage[]): Promise<void> =>
    (await broker.producer()).send(TOPIC, messages);
  const started = async (handler: EventHandler = recordingHandler()): Promise<EventConsumer> => {
    consumer = new EventConsumer({
      ...{ pool, handler, sources: [kafkaSource({ broker, service: 'performance', of: [contracts] })] },
      retry: { firstMs: 5, mostMs: 20, patienceMs: 10_000 },
    });
    await consumer.start();
    return consumer;
  };
  const consumed = (count: number): Promise<void> =>
    until(async () => (await model.offset('notes')) === count);
  const progress = async (): Promise<Record<string, number>> => {
    const { rows } = await model.pool.query<{ key: string; version: number }>(
      'SELECT stream_key AS key, version::int FROM rm.stream_progress',
    );
    return Object.fromEntries(rows.map(({ key, version }) => [key, version]));
  };
  const hum = { type: 'Hummed' };

  it('that nobody wants anything of moves the offset and every version', async () => {
    const [one, two] = [new NotedStream(), new NotedStream()];
    await send(one.next());
    await started();
    await consumed(1);
    await send(one.next(hum), two.next(hum), one.next(hum), two.next(hum), two.next(hum));
    await consumed(6);
    expect(await progress()).toEqual({ [one.name]: 3, [two.name]: 3 });
    // What comes next follows.
    await send(one.next(), two.next());
    await consumed(8);
    expect([await model.versions(one.name), await model.versions(two.name)]).toEqual([[1, 4], [4]]);
    expect(await model.parked()).toEqual([]);
  });

  it('is the first of its partition, wanted or not', async () => {
    const stream = new NotedStream();
    await send(stream.next(hum), stream.next(hum));
    await started();
    await consumed(2);
    expect(await progress()).toEqual({ [stream.name]: 2 });
  });

  it('that nobody wants anything of parks what stands behind something parked', async () => {
    const [bad, good] = [new NotedStream(), new NotedStream()];
    await send(bad.next({ text: 'poison' }), good.next(hum));
    const handler = recordingHandler('notes', (event) => {
      if (textOf(event) === 'poison') throw new Error('cannot be folded');
    });
    await started(handler);
    await consumed(2);
    await send(good.next(hum), bad.next(hum));
    await consumed(4);
    expect(await model.parked()).toEqual([{ key: bad.name, cause: 'handler', attempts: 1, events: 2 }]);
    expect(await progress()).toEqual({ [good.name]: 2 });
  });

  it('that nobody wants anything of parks what comes behind a gap, and drops what came before', async () => {
    const [gapped, doubled] = [new NotedStream(), new NotedStream()];
    const [first, , third] = [gapped.next(hum), gapped.next(hum), gapped.next(hum)];
    const [one, two] = [doubled.next(hum), doubled.next(hum)];
    await send(first, one);
    await started();
    await consumed(2);
    await send(third);
    await consumed(3);
    await send(one, two);
    await consumed(5);
    expect(await model.parked()).toEqual([{ key: gapped.name, cause: 'gap', attempts: 1, events: 1 }]);
    expect(await progress()).toEqual({ [gapped.name]: 1, [doubled.name]: 2 });
  });

  /** Makes the server refuse so many times what a trigger on a table is asked. */
  const refusing = (times: number, trigger: string): Promise<unknown> =>
    model.pool.query(`CREATE SEQUENCE rm.refused;
      CREATE FUNCTION rm.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('rm.refused') <= ${times} THEN RAISE EXCEPTION 'not now' USING ERRCODE = '55P03'; END IF;
        RETURN NULL;
      END $$;
      CREATE ${trigger} EXECUTE FUNCTION rm.refuse();`);
  const refusals = async (): Promise<number> =>
    Number((await model.pool.query<{ n: string }>('SELECT last_value AS n FROM rm.refused')).rows[0].n);

  it.each([
    [
      'its end is refused',
      'TRIGGER refusing AFTER INSERT OR UPDATE ON rm.stream_progress FOR EACH STATEMENT',
    ],
    [
      'the commit is refused',
      'CONSTRAINT TRIGGER refusing AFTER INSERT ON rm.effect DEFERRABLE INITIALLY DEFERRED FOR EACH ROW',
    ],
  ])('leaves nothing behind when %s, and is done again', async (__, trigger) => {
    const [one, two] = [new NotedStream(), new NotedStream()];
    await send(one.next());
    await started();
    await consumed(1);
    await refusing(3, trigger);
    await send(one.next(), two.next());
    await consumed(3);
    expect(await refusals()).toBeGreaterThan(3);
    expect([await model.versions(one.name), await model.versions(two.name)]).toEqual([[1, 2], [1]]);
    expect(await progress()).toEqual({ [one.name]: 2, [two.name]: 1 });
    expect(await model.parked()).toEqual([]);
  });

  it('gives way when somebody else moves the offset before it begins', async () => {
    const stream = new NotedStream();
    await send(...stream.several(3));
    await started();
    await consumed(3);
    // Whoever owned the partition meanwhile has done what comes next.
    await model.pool.query('UPDATE rm.offsets SET next_offset = 5, mark = NULL');
    await model.pool.query('UPDATE rm.stream_progress SET version = 5');
    await send(...stream.several(4));
    await consumed(7);
    expect(await model.versions(stream.name)).toEqual([1, 2, 3, 6, 7]);
  });

  it('waits for a redrive of one of its keys, and reads what that has reached', async () => {
    const stream = new NotedStream();
    let [healed, release] = [false, (): void => undefined];
    const held = new Promise<void>((resolve) => (release = resolve));
    const handler = recordingHandler('notes', async () => {
      if (!healed) throw new Error('not yet');
      await held;
    });
    await send(...stream.several(2));
    const parking = await started(handler);
    await consumed(2);
    healed = true;
    const redriving = parking.redrive();
    await send(stream.next());
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until(async () => (await model.pool.query<{ n: number }>(waiting)).rows[0].n === 1);
    release();
    expect(await redriving).toMatchObject([{ unparked: true, events: 2 }]);
    await consumed(3);
    expect(await model.versions(stream.name)).toEqual([1, 2, 3]);
  });
});
