import { randomBytes } from 'node:crypto';
import { kafkaBroker, Relay, toMessage, topicOf } from '@jejak/messaging';
import { CompressionTypes, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { Pool } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { BenchStore } from './bench-store';
import { median } from './race';
import { describeMachine, type Machine, type Servers } from './servers';

export interface RelayBenchOptions {
  /** Events of one round. */
  readonly count: number;
  readonly rounds: number;
}

export interface RelayReport {
  readonly bench: 'relay';
  readonly machine: Machine;
  readonly eventsOfARound: number;
  /** Messages a second from the outbox to the broker's confirmation, medians over the rounds. */
  readonly relayPerSecond: number;
  /** The same messages by the bare client: idempotent, acknowledged by all replicas, a thousand a send, one send in flight. */
  readonly rawPerSecond: number;
  /** Median of the ratios inside a round each. */
  readonly ratio: number;
}

const BATCH = 1_000;
const PARTITIONS = 3;

/** Lets the relay drain a full outbox, and sends the same messages by the bare client, in turns. */
export const benchRelay = async (
  servers: Servers,
  { count, rounds }: RelayBenchOptions,
): Promise<RelayReport> => {
  const prefix = `bench-${randomBytes(6).toString('hex')}`;
  const topic = topicOf('bench', prefix);
  const bench = await BenchStore.open(servers.postgresUrl, 'relay', { topic });
  const kafka = new Kafka({
    clientId: 'bench-raw',
    brokers: [...servers.kafkaBrokers],
    logLevel: logLevel.NOTHING,
  });
  const raw = kafka.producer({
    ...{ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const broker = kafkaBroker({ brokers: servers.kafkaBrokers, clientId: 'bench-relay' });
  try {
    await broker.ensureTopics([topic, `${topic}.raw`].map((name) => ({ name, partitions: PARTITIONS })));
    await raw.connect();
    const rates: { relay: number; raw: number }[] = [];
    for (let round = -1; round < rounds; round++) {
      await bench.fill(count, 10);
      const messages = await outgoing(bench.pool, count);
      const rawRate = await sendRaw(raw, `${topic}.raw`, messages);
      const relayRate = await drain(bench.url, topic, broker, count);
      if (round >= 0) rates.push({ relay: relayRate, raw: rawRate });
    }
    return {
      bench: 'relay',
      machine: await describeMachine(bench.url),
      eventsOfARound: count,
      relayPerSecond: median(rates.map(({ relay }) => relay)),
      rawPerSecond: median(rates.map((rate) => rate.raw)),
      ratio: median(rates.map((rate) => rate.relay / rate.raw)),
    };
  } finally {
    await raw.disconnect();
    await broker.close();
    await bench.close();
  }
};

/** What the relay is about to send. */
const outgoing = async (pool: Pool, count: number) => {
  const { rows } = await pool.query<{ key: string; core: string; data: string; opening: Buffer }>(
    `select o.key, e.core, e.data::text as data, e.opening from es.outbox o join es.events e using (position)
      order by position limit $1`,
    [count],
  );
  return rows.map((row, i) => toMessage({ ...row, pos: i + 1, personal: null, traceparent: null }, 'bench'));
};

const sendRaw = async (
  producer: Producer,
  topic: string,
  messages: readonly ReturnType<typeof toMessage>[],
): Promise<number> => {
  const began = performance.now();
  for (let from = 0; from < messages.length; from += BATCH)
    await producer.send({
      ...{ topic, acks: -1, compression: CompressionTypes.None },
      messages: messages
        .slice(from, from + BATCH)
        .map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
    });
  return (messages.length * 1000) / (performance.now() - began);
};

/** From the first confirmed batch to the last, so that taking the lead and connecting are left out. */
const drain = async (
  databaseUrl: string,
  topic: string,
  broker: ReturnType<typeof kafkaBroker>,
  count: number,
): Promise<number> => {
  const relay = new Relay({ databaseUrl, broker, service: 'bench', topic, partitions: PARTITIONS });
  relay.start();
  const began = performance.now();
  let first: { at: number; published: number } | undefined;
  for (;;) {
    await pause(1);
    const { published } = relay.status();
    if (published > 0) first ??= { at: performance.now(), published };
    if (published >= count) break;
  }
  const ended = performance.now();
  await relay.stop();
  // All of it in one batch: then there is nothing but the whole.
  return first === undefined || first.published >= count
    ? (count * 1000) / (ended - began)
    : ((count - first.published) * 1000) / (ended - first.at);
};
