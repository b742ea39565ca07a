import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { kafkaBroker, Relay, topicOf } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type { Pool } from 'pg';
import { BenchStore } from './bench-store';
import { type Delays, delays, onTime } from './pace';
import { makeScoreTable, scoreBoard } from './read-model';
import { describeMachine, type Machine, type Servers } from './servers';
import { newStream, scoreDecider } from './workload';

export interface E2eOptions {
  /** Of measuring each, after a warm-up. */
  readonly seconds: number;
  /** Commands (and raw messages) a second; they begin on time, whether the ones before have ended or not. */
  readonly perSecond: number;
}

export interface E2eReport {
  readonly bench: 'e2e';
  readonly machine: Machine;
  readonly perSecond: number;
  /** From the accepted command to its row in the other service's read model, as a reader sees it. */
  readonly visible: Delays;
  /** From the command given to the command accepted. */
  readonly accepted: Delays;
  /** From a message handed to the bare client to the message in the hand of a bare consumer. */
  readonly raw: Delays;
}

const PARTITIONS = 3;
/** The turns of the two: short, so that the machine is the same for both. */
const TURN_SECONDS = 2.5;
const LIMIT_MS = 60_000;

/** How long an event takes to another service's read model, beside a round trip through the broker alone, in turns. */
export const benchE2e = async (servers: Servers, { seconds, perSecond }: E2eOptions): Promise<E2eReport> => {
  const prefix = `bench-${randomBytes(6).toString('hex')}`;
  const chain = await Chain.start(servers, prefix);
  const raw = await RawTrip.start(servers, `${prefix}.raw`);
  try {
    const turnSeconds = Math.min(TURN_SECONDS, seconds);
    const visible: number[] = [];
    const accepted: number[] = [];
    const trips: number[] = [];
    for (let turn = -1; turn < Math.max(1, Math.round(seconds / turnSeconds)); turn++) {
      const commands = Math.max(1, Math.round(turnSeconds * perSecond));
      const seen = await chain.run(commands, perSecond);
      const tripped = await raw.run(commands, perSecond);
      if (turn < 0) continue;
      visible.push(...seen.visible);
      accepted.push(...seen.accepted);
      trips.push(...tripped);
    }
    return {
      ...{ bench: 'e2e', machine: await describeMachine(servers.postgresUrl), perSecond },
      ...{ visible: delays(visible), accepted: delays(accepted), raw: delays(trips) },
    };
  } finally {
    await raw.stop();
    await chain.stop();
  }
};

/** @throws Error when it is not so within a minute */
const allSeen = async (what: string, missing: () => number): Promise<void> => {
  const until = performance.now() + LIMIT_MS;
  while (missing() > 0) {
    if (performance.now() > until) throw new Error(`${missing()} of ${what} did not arrive`);
    await pause(2);
  }
};

/** One service that records and publishes, another that reads. */
class Chain {
  private readonly relay: Relay;
  private readonly projections: Projections;
  private readonly acceptedAt = new Map<string, number>();
  private visible: number[] = [];
  private looking = true;
  private lookingEnded: Promise<void> | undefined;

  private constructor(
    private readonly writer: BenchStore,
    private readonly reader: BenchStore,
    private readonly broker: ReturnType<typeof kafkaBroker>,
    prefix: string,
    wake: { relay?: Relay },
  ) {
    const topic = topicOf('bench', prefix);
    const { url: databaseUrl } = writer;
    this.relay = new Relay({ databaseUrl, broker, service: 'bench', topic, partitions: PARTITIONS });
    wake.relay = this.relay;
    this.projections = new Projections({
      ...{ pool: reader.pool, store: reader.store, service: 'reader', prefix, broker, keys: writer.keys },
      projections: [scoreBoard],
    });
  }

  static async start(servers: Servers, prefix: string): Promise<Chain> {
    const wake: { relay?: Relay } = {};
    const topic = topicOf('bench', prefix);
    const writer = await BenchStore.open(servers.postgresUrl, 'writer', {
      topic,
      onAppended: () => wake.relay?.wake(),
    });
    const reader = await BenchStore.open(servers.postgresUrl, 'reader', { topic: topicOf('reader', prefix) });
    const broker = kafkaBroker({ brokers: servers.kafkaBrokers, clientId: 'bench-e2e' });
    await broker.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
    const chain = new Chain(writer, reader, broker, prefix, wake);
    await makeScoreTable(reader.pool);
    await chain.projections.migrate();
    await chain.projections.start();
    chain.relay.start();
    chain.lookingEnded = chain.look();
    return chain;
  }

  async run(commands: number, perSecond: number): Promise<{ visible: number[]; accepted: number[] }> {
    this.visible = [];
    const accepted: number[] = [];
    const failed: unknown[] = [];
    await onTime(commands, perSecond, () => {
      const stream = newStream();
      const began = performance.now();
      this.writer.store
        .execute(scoreDecider, stream, this.writer.command(1), this.writer.context())
        .then(() => {
          const now = performance.now();
          accepted.push(now - began);
          this.acceptedAt.set(stream, now);
        })
        .catch((error: unknown) => failed.push(error));
    });
    await allSeen('the commands', () => commands - this.visible.length - failed.length);
    if (failed.length > 0) throw failed[0];
    return { visible: this.visible, accepted };
  }

  async stop(): Promise<void> {
    this.looking = false;
    await this.lookingEnded;
    await this.relay.stop();
    await this.projections.stop();
    await this.broker.close();
    await this.writer.close();
    await this.reader.close();
  }

  /** As a reader of the other service: asks its database for the rows that are waited for. */
  private async look(): Promise<void> {
    const pool: Pool = this.reader.pool;
    while (this.looking) {
      const wanted = [...this.acceptedAt.keys()];
      if (wanted.length > 0) {
        const { rows } = await pool.query<{ stream: string }>({
          name: 'bench_look',
          text: 'select stream from rm.score where stream = any ($1)',
          values: [wanted],
        });
        const now = performance.now();
        for (const { stream } of rows) {
          this.visible.push(now - (this.acceptedAt.get(stream) as number));
          this.acceptedAt.delete(stream);
        }
      }
      await pause(1);
    }
  }
}

/** Producer, broker, consumer, and nothing else. */
class RawTrip {
  private readonly sentAt = new Map<string, number>();
  private trips: number[] = [];
  private sent = 0;

  private constructor(
    private readonly producer: ReturnType<Kafka['producer']>,
    private readonly consumer: ReturnType<Kafka['consumer']>,
    private readonly topic: string,
  ) {}

  static async start(servers: Servers, topic: string): Promise<RawTrip> {
    const kafka = new Kafka({
      ...{ clientId: 'bench-raw', brokers: [...servers.kafkaBrokers], logLevel: logLevel.NOTHING },
    });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer({
      ...{ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false },
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 250 });
    const trip = new RawTrip(producer, consumer, topic);
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ message }) => {
        const key = String(message.key);
        const began = trip.sentAt.get(key);
        if (began !== undefined) trip.trips.push(performance.now() - began);
        trip.sentAt.delete(key);
        return Promise.resolve();
      },
    });
    return trip;
  }

  async run(count: number, perSecond: number): Promise<number[]> {
    this.trips = [];
    const failed: unknown[] = [];
    await onTime(count, perSecond, () => {
      const key = String(this.sent++);
      this.sentAt.set(key, performance.now());
      this.producer
        .send({ topic: this.topic, acks: -1, messages: [{ key, value: VALUE }] })
        .catch((error: unknown) => failed.push(error));
    });
    await allSeen('the raw messages', () => count - this.trips.length - failed.length);
    if (failed.length > 0) throw failed[0];
    return this.trips;
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }
}

/** As long as an event of the bench. */
const VALUE = 'x'.repeat(1_300);
