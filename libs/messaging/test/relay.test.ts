import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, streamOf } from '@jejak/kernel';
import { metricsText } from '@jejak/observability';
import { testBrokers, uniqueTopicPrefix, until } from '@jejak/testing';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import {
  type Broker,
  BrokerUnavailable,
  fromMessage,
  kafkaBroker,
  memoryBroker,
  observedRelay,
  redriveOutbox,
  Relay,
  type RelayOptions,
  topicOf,
} from '../src';
import { RelaySession } from '../src/relay-session';
import { type GatedBroker, gatedBroker } from './gated-broker';
import { distinct, expectWholeHistory, inversions, readTopic } from './history';
import { OutboxDatabase, SERVICE, slowWriters } from './outbox-database';
import { PagingRelay } from './paging-relay';

let kafka: Broker;
let broker: GatedBroker;
let database: OutboxDatabase;
let relays: Relay[];

beforeAll(() => {
  kafka = kafkaBroker({ brokers: testBrokers(), clientId: 'relay-test' });
});
afterAll(() => kafka.close());
beforeEach(async () => {
  relays = [];
  broker = gatedBroker(kafka);
  database = await OutboxDatabase.create(topicOf(SERVICE, `${uniqueTopicPrefix()}jejak`));
});
afterEach(async () => {
  broker.up();
  broker.after = () => Promise.resolve();
  await Promise.all(relays.map((relay) => relay.stop()));
  await database.drop();
});

const relayWith = (options: Partial<RelayOptions> = {}): Relay => {
  const relay = new Relay({
    databaseUrl: database.url,
    broker,
    service: SERVICE,
    topic: database.topic,
    partitions: 3,
    standbyEveryMs: 20,
    measureEveryMs: 50,
    ...options,
  });
  relays.push(relay);
  relay.start();
  return relay;
};
const leading = (relay: Relay) => until(() => relay.status().leader);
const drained = () => until(async () => (await database.count('outbox')) === 0);
const everything = async () => {
  const published = await database.published();
  const events = await readTopic(kafka, database.topic, (seen) => distinct(seen) >= published.length);
  return { published, events };
};

describe('order', () => {
  it('keeps every stream in order under 16 writers that commit late, and numbers without a gap', async () => {
    const relay = relayWith({ batchSize: 50 });
    await leading(relay);
    const written = await slowWriters(database, 24, (done) => done < 30);
    await drained();
    const { published, events } = await everything();
    expect(published).toHaveLength(written);
    expect(events).toHaveLength(written);
    expectWholeHistory(events, published);
    expect(relay.status()).toMatchObject({ leader: true, pos: written, published: written, trouble: null });
  });

  it('would not, if it paged by position: the known-bad variant inverts', async () => {
    await kafka.ensureTopics([{ name: database.topic, partitions: 3 }]);
    const producer = await kafka.producer();
    const paging = new PagingRelay(database.pool, producer, database.topic);
    const [late, quick] = [streamOf('evaluation', newId()), streamOf('evaluation', newId())];
    const writer = await database.pool.connect();
    await writer.query('begin');
    const first = await database.append(late, null, {}, writer);
    await database.append(quick, null);
    expect(await paging.turn(50)).toBe(true);
    await writer.query('commit');
    writer.release();
    await database.append(late, first);
    // Behind its cursor stands the first, and before it the second.
    expect([await paging.turn(50), await paging.turn(50), await paging.turn(50)]).toEqual([
      true,
      false,
      true,
    ]);
    const events = await readTopic(kafka, database.topic, (seen) => seen.length >= 3);
    expect(events).toHaveLength(3);
    expect(inversions(events)).toBe(1);
    await producer.close();
  });
});

describe('the leader dies', () => {
  it('between numbering and sending: the successor sends under the same numbers', async () => {
    await database.fill(10, 5);
    let numbered: { pos: number; id: string }[] = [];
    broker.before = async () => {
      broker.before = () => Promise.resolve();
      numbered = await database.published();
      await database.terminateRelays();
      throw new BrokerUnavailable('died');
    };
    const first = relayWith();
    await until(() => numbered.length > 0);
    const stopped = first.stop();
    relayWith();
    await stopped;
    await drained();
    const { published, events } = await everything();
    expect(published.slice(0, numbered.length)).toEqual(numbered);
    expect(published).toHaveLength(50);
    expectWholeHistory(events, published);
  });

  it('between sending and deleting: the successor sends the same again, and nothing else twice', async () => {
    await database.fill(10, 5);
    let stored = 0;
    broker.after = async (messages) => {
      broker.after = () => Promise.resolve();
      stored = messages.length;
      await database.terminateRelays();
      throw new BrokerUnavailable('died');
    };
    const first = relayWith({ batchSize: 20 });
    await until(() => stored > 0);
    const stopped = first.stop();
    relayWith({ batchSize: 20 });
    await stopped;
    await drained();
    const published = await database.published();
    const events = await readTopic(kafka, database.topic, (seen) => seen.length >= 50 + stored);
    expectWholeHistory(events, published);
    expect(events).toHaveLength(50 + stored);
    expect(distinct(events)).toBe(50);
  });

  it('again and again, while writers go on: nothing is lost, and what comes twice is the same', async () => {
    relayWith({ batchSize: 20 });
    relayWith({ batchSize: 20 });
    let writing = true;
    let killed = 0;
    const enough = (done: number) => done >= 30 && killed > 2;
    const written = slowWriters(database, 24, (done) => !enough(done)).finally(() => (writing = false));
    while (writing) {
      await until(() => relays.some((relay) => relay.status().leader) || !writing);
      const before = relays.map((relay) => relay.status().published);
      await until(() => !writing || relays.some((relay, i) => relay.status().published > before[i] + 20));
      killed += await database.terminateRelays();
    }
    await drained();
    const { published, events } = await everything();
    expect(published).toHaveLength(await written);
    expectWholeHistory(events, published);
  });
});

describe('leadership', () => {
  it('has one of two replicas, and the other follows it', async () => {
    const [one, two] = [relayWith(), relayWith()];
    await until(() => one.status().leader || two.status().leader);
    const [leader, standby] = one.status().leader ? [one, two] : [two, one];
    await until(() => standby.status().state === 'standby');
    await database.fill(5, 4);
    await drained();
    expect(standby.status()).toMatchObject({ leader: false, published: 0 });
    expect(leader.status().published).toBe(20);
    await leader.stop();
    expect(leader.status().state).toBe('stopped');
    await leading(standby);
    expect(standby.status().epoch).toBe(leader.status().epoch + 1);
    await database.fill(5, 4);
    await drained();
    const { published, events } = await everything();
    expect(events).toHaveLength(40);
    expectWholeHistory(events, published);
  });

  it('frozen: the database ends a session that is silent for too long, and the successor leads', async () => {
    const frozen = await RelaySession.open(database.url, 'jejak-relay-frozen', 100);
    const successor = await RelaySession.open(database.url, 'jejak-relay-new');
    expect(await frozen.tryLead()).toBe(true);
    await until(() => frozen.lost.aborted);
    expect(await successor.tryLead()).toBe(true);
    await Promise.all([frozen.close(), successor.close()]);
  });

  it('is fenced by the epoch: who was overtaken numbers nothing', async () => {
    await database.fill(3, 1);
    const old = await RelaySession.open(database.url, 'jejak-relay-old');
    const { epoch } = await old.raiseEpoch();
    const rows = await old.head([], 10);
    const successor = await RelaySession.open(database.url, 'jejak-relay-new');
    const next = await successor.raiseEpoch();
    expect(next.epoch).toBe(epoch + 1);
    await expect(old.number(rows, epoch)).rejects.toThrow('0 of 3 rows');
    expect(await database.count('published')).toBe(0);
    expect((await successor.number(rows, next.epoch)).map(({ pos }) => pos)).toEqual([1, 2, 3]);
    await Promise.all([old.close(), successor.close()]);
  });

  it('steps down when it finds itself overtaken, and comes back with a higher epoch', async () => {
    const relay = relayWith();
    await leading(relay);
    const { epoch } = relay.status();
    await database.pool.query('update es.relay set epoch = epoch + 5');
    await database.fill(2, 2);
    await drained();
    expect(relay.status().epoch).toBe(epoch + 6);
    const { published, events } = await everything();
    expectWholeHistory(events, published);
  });
});

describe('the broker', () => {
  it('is down for a while: the backlog drains in order', async () => {
    broker.down();
    const relay = relayWith({ batchSize: 100 });
    await leading(relay);
    await database.fill(30, 20);
    await until(() => relay.status().trouble !== null && relay.status().depth === 600);
    expect(relay.status().oldestSeconds).toBeGreaterThan(0);
    broker.up();
    await drained();
    const { published, events } = await everything();
    expect(events).toHaveLength(600);
    expectWholeHistory(events, published);
    await until(() => relay.status().depth === 0);
    expect(relay.status()).toMatchObject({ trouble: null, oldestSeconds: 0, published: 600 });
  });

  it('loses the answer: what is sent again has the same numbers', async () => {
    broker.after = () => {
      broker.after = () => Promise.resolve();
      return Promise.reject(new BrokerUnavailable('the answer was lost'));
    };
    relayWith();
    await database.fill(4, 3);
    await drained();
    const { published, events } = await everything();
    expectWholeHistory(events, published);
  });

  it.each([1, 2, 3])('fails, and loses answers, at random (seed %i): the promise holds', async (seed) => {
    let state = seed;
    const unlucky = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) % 3 === 0;
    const memory = memoryBroker({
      turn: (point) =>
        (point === 'send' || point === 'sent') && unlucky()
          ? Promise.reject(new BrokerUnavailable(point))
          : new Promise((resolve) => setImmediate(resolve)),
    });
    await database.fill(8, 10);
    relayWith({ broker: memory, batchSize: 7 });
    await drained();
    const events = memory.read(database.topic).map(fromMessage);
    expect(events.length).toBeGreaterThan(80);
    expectWholeHistory(events, await database.published());
  });

  it('never takes one event: its key waits, the numbers have no hole, and all others go on', async () => {
    const [sick, sound] = [streamOf('evaluation', newId()), streamOf('evaluation', newId())];
    const tooLarge = { text: 'x'.repeat(1_200_000) };
    const well = await database.append(sound, null);
    const sickOne = await database.append(sick, null);
    const sickTwo = await database.append(sick, sickOne, { data: tooLarge });
    const sickThree = await database.append(sick, sickTwo);
    const relay = relayWith();
    await drained();
    await database.append(sick, sickThree);
    await database.append(sound, well);
    await until(async () => (await database.count('outbox')) === 1);
    await until(() => relay.status().blockedKeys === 1);
    expect(await database.count('outbox_dead')).toBe(1);

    const before = await readTopic(kafka, database.topic, (seen) => distinct(seen) === 5);
    const published = await database.published();
    expectWholeHistory(before, published);
    const own = before.filter(({ core }) => core.stream === sick);
    expect(own.map(({ core, data }) => [core.ver, data === null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);

    // The operator raises the limit and redrives: the whole event goes under its number, and what waited follows.
    await relay.stop();
    const kafkaAdmin = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING }).admin();
    await kafkaAdmin.connect();
    await kafkaAdmin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: database.topic,
          configEntries: [{ name: 'max.message.bytes', value: '3000000' }],
        },
      ],
    });
    await kafkaAdmin.disconnect();
    const client = await database.pool.connect();
    expect(await redriveOutbox(client, database.topic, sick)).toBe(1);
    client.release();
    const larger = kafkaBroker({
      brokers: testBrokers(),
      clientId: 'relay-test',
      maxMessageBytes: 3_000_000,
    });
    relayWith({ broker: larger });
    await drained();
    expect(await database.count('outbox_blocked_key')).toBe(0);
    const after = await readTopic(kafka, database.topic, (seen) => seen.length === 7);
    const whole = after.filter(({ core, data }) => core.id === sickTwo?.id && data !== null);
    expect(whole).toHaveLength(1);
    expect(whole[0].pos).toBe(own[1].pos);
    expect(after[after.length - 1].pos).toBeLessThanOrEqual(6);
    expect(distinct(after)).toBe(6);
    await Promise.all(relays.map((one) => one.stop()));
    await larger.close();
  });

  it('is not there at all: events are numbered for the feed and sent nowhere', async () => {
    await database.fill(5, 4);
    relayWith({ broker: undefined });
    await drained();
    expect((await database.published()).map(({ pos }) => pos)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });
});

describe('a message', () => {
  it('carries its event as stored, and the trace that it came from', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const appended = await database.append(streamOf('evaluation', newId()), null, { traceparent });
    relayWith();
    const [event] = await readTopic(kafka, database.topic, (seen) => seen.length === 1);
    expect(event).toMatchObject({ pos: 1, src: SERVICE, traceparent, data: { score: '91.2500' } });
    expect(event.hash).toEqual(appended?.hash);
  });
});

describe('the leader', () => {
  it('tells the highest number and how many streams there are, and a standby does not', async () => {
    const beats: [string, unknown][] = [];
    const beating = (name: string) =>
      relayWith({
        heartbeatEveryMs: 30,
        onHeartbeat: (beat) => {
          beats.push([name, beat]);
          return beats.length === 1 ? Promise.reject(new Error('the store is busy')) : Promise.resolve();
        },
      });
    const one = beating('one');
    await leading(one);
    beating('two');
    await database.fill(3, 2);
    await until(() => beats.some(([, beat]) => (beat as { pos: number }).pos === 6));
    expect(beats.at(-1)).toEqual(['one', { pos: 6, streams: 3 }]);
    expect(new Set(beats.map(([name]) => name))).toEqual(new Set(['one']));
  });

  it('tells one number after the other, however long each takes', async () => {
    const told: number[] = [];
    let atOnce = 0;
    let most = 0;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    relayWith({
      heartbeatEveryMs: 1,
      onHeartbeat: async ({ pos }) => {
        most = Math.max(most, ++atOnce);
        told.push(pos);
        await held;
        atOnce -= 1;
      },
    });
    await until(() => told.length > 0);
    await database.fill(3, 2);
    await drained();
    goOn();
    await until(() => told.at(-1) === 6);
    expect(most).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('is seen in the metrics', async () => {
    const relay = relayWith({ telemetry: observedRelay });
    await leading(relay);
    await database.fill(3, 2);
    await drained();
    await until(() => relay.status().depth === 0 && relay.status().published === 6);
    const text = await metricsText();
    for (const line of [
      'jejak_relay_leader 1',
      'jejak_relay_published_total 6',
      'jejak_relay_blocked_keys 0',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/jejak_relay_send_duration_seconds_count [1-9]/);
    await relay.stop();
    expect(await metricsText()).toContain('jejak_relay_leader 0');
  });

  it('looks at once when it is woken', async () => {
    const relay = relayWith();
    await leading(relay);
    await database.append(streamOf('evaluation', newId()), null);
    relay.wake();
    await drained();
  });

  it('stops although the broker does not answer, and leaves the rows to the next', async () => {
    await database.fill(2, 2);
    let entered = false;
    broker.before = () => {
      entered = true;
      return new Promise((_, reject) => setTimeout(() => reject(new BrokerUnavailable('late')), 200));
    };
    const relay = relayWith({ stopWithinMs: 50 });
    await until(() => entered);
    await relay.stop();
    expect(relay.status().state).toBe('stopped');
    expect(await database.count('outbox')).toBe(4);
  });

  it('deletes what the broker has before it stops', async () => {
    await database.fill(10, 10);
    const relay = relayWith({ batchSize: 10 });
    await until(() => relay.status().published >= 30);
    await relay.stop();
    const left = await database.count('outbox');
    expect(left).toBe(100 - relay.status().published);
    relayWith();
    await drained();
    const { published, events } = await everything();
    expect(events).toHaveLength(100);
    expectWholeHistory(events, published);
  });
});
