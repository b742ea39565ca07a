import type { KeyStore } from '@jejak/event-store';
import type { Contracts } from '@jejak/kernel';
import {
  type BatchHandler,
  type Broker,
  type ConsumerStatus,
  EventConsumer,
  type EventConsumerOptions,
  type EventLog,
  type EventSource,
  type FanOut,
  type GapFiller,
  kafkaSource,
  type KafkaSourceOptions,
  migrateConsumers,
  type Redriven,
  type StoreSource,
  storeSource,
  storeTopic,
} from '@jejak/messaging';
import { type Logger, silentLogger } from '@jejak/observability';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { beside } from './candidate-table';
import type { Projection } from './projection';
import { projectionHandler } from './projection-handler';
import { migrateRebuilds } from './rebuild-books';
import type { Candidate } from './rebuild-run';
import { Rebuilds, type RebuildsOptions } from './rebuilds';
import { migrateTimers } from './timer-tables';

/** A projection of one table, or a handler with tables of its own, such as a set of timers. */
export type ReadModel = Projection | BatchHandler;

export interface ProjectionsOptions {
  /** Of the read-model database, which is the service's own. */
  readonly pool: Pool;
  /**
   * What applies events takes its connections from this one: then no request waits in line behind a read model.
   * Default `pool`.
   */
  readonly applying?: Pool;
  /** The service's own store. */
  readonly store: EventLog;
  readonly service: string;
  readonly projections: readonly ReadModel[];
  /** Needed where a projection reads other services. */
  readonly broker?: Pick<Broker, 'consumer'>;
  /** What all but rebuilds read the topics with, so that each message is fetched once. Default: each by itself. */
  readonly fanOut?: FanOut;
  readonly keys?: KeyStore;
  /** Of topics and groups; default `jejak`. */
  readonly prefix?: string;
  readonly gapFiller?: GapFiller;
  readonly logger?: Logger;
  readonly retry?: EventConsumerOptions['retry'];
  readonly rebuilds?: Pick<RebuildsOptions, 'onStep' | 'lookEveryMs'>;
}

/** How a rebuild reads: thousands of events a page, the next one read while one is applied; of a topic 8 MiB a fetch. */
const BULK = { pageSize: 2_000, kept: 2, bytesPerPartition: 8 * 1024 * 1024 } as const;

/** Longest pause between two looks while a reader waits for its write: another replica may have applied it. */
const LOOK_MS = 50;

/**
 * Runs a service's read models: those of its own events from its own store, so they need no broker, those of other services'
 * events from their topics.
 */
export class Projections {
  /** The own store as a source, also for reactions: its readers share what was read. */
  readonly ownEvents: StoreSource;
  /** Rebuilds of these projections while they run. */
  readonly rebuilds: Rebuilds;
  private readonly consumers: ReadonlyMap<string, EventConsumer>;
  private readonly ownReaders = new Set<string>();
  private readonly applying: Pool;

  /** @throws Error when two have the same name, or one reads other services and there is no broker */
  constructor(private readonly options: ProjectionsOptions) {
    const { store, service, pool, projections, gapFiller, retry, logger = silentLogger } = options;
    this.applying = options.applying ?? pool;
    this.ownEvents = storeSource({ store, service, logger });
    const consumers = new Map<string, EventConsumer>();
    for (const readModel of projections) {
      const handler = handlerOf(readModel);
      if (consumers.has(handler.name)) throw new Error(`two projections are named ${handler.name}`);
      const sources = this.sourcesOf(handler.sources);
      if (sources.includes(this.ownEvents)) this.ownReaders.add(handler.name);
      consumers.set(
        handler.name,
        new EventConsumer({
          ...{ pool: this.applying, handler, sources, logger },
          ...(gapFiller ? { gapFiller } : {}),
          ...(retry ? { retry } : {}),
        }),
      );
    }
    this.consumers = consumers;
    const tables = projections.filter((readModel) => 'table' in readModel);
    this.rebuilds = new Rebuilds({
      ...{ pool, logger, ...options.rebuilds },
      projections: new Map(tables.map((projection) => [projection.name, projection])),
      others: new Set(consumers.keys()),
      open: (projection, suffix) => this.candidate(projection, suffix),
    });
  }

  /** What delivers the events of these services: also for reactions (`EventTransport`). */
  sourcesOf(contracts: readonly Contracts[]): EventSource[] {
    return this.delivering(contracts, this.ownEvents, { broker: this.options.fanOut ?? this.options.broker });
  }

  private delivering(
    contracts: readonly Contracts[],
    own: StoreSource,
    { broker, maxBytesPerPartition }: Partial<Pick<KafkaSourceOptions, 'broker' | 'maxBytesPerPartition'>>,
  ): EventSource[] {
    const { service, keys, prefix } = this.options;
    const foreign = contracts.filter((of) => of.service !== service);
    const sources: EventSource[] = foreign.length < contracts.length ? [own] : [];
    if (foreign.length === 0) return sources;
    if (!broker)
      throw new Error(`nothing delivers the events of ${foreign.map((of) => of.service).join(', ')}`);
    const of = foreign;
    return [
      ...sources,
      kafkaSource({
        ...{ broker, service, of },
        ...(keys ? { keys } : {}),
        ...(prefix ? { prefix } : {}),
        ...(maxBytesPerPartition ? { maxBytesPerPartition } : {}),
      }),
    ];
  }

  /** Fills another table of the same shape, with books and a group of its own. */
  private candidate(projection: Projection, suffix: string): Candidate {
    const { store, service, gapFiller, retry, logger = silentLogger } = this.options;
    const own = storeSource({ store, service, logger, bulk: BULK });
    const named: Projection = { ...projection, name: projection.name + suffix };
    const consumer = new EventConsumer({
      ...{ pool: this.applying, logger },
      handler: projectionHandler(named, beside(projection.table, suffix)),
      sources: this.delivering(projection.sources, own, {
        broker: this.options.broker,
        maxBytesPerPartition: BULK.bytesPerPartition,
      }),
      observedAs: `${projection.name}__rebuild`,
      stepLimit: BULK.pageSize,
      ...(gapFiller ? { gapFiller } : {}),
      ...(retry ? { retry } : {}),
    });
    let closing: Promise<void> | undefined;
    return {
      consumer,
      wake: () => own.wake(),
      close: () => (closing ??= consumer.stop().then(() => own.close())),
    };
  }

  /** Makes the consumers' books and the timers' table; the rows' tables come from the service's own migrations. */
  async migrate(): Promise<void> {
    const client = await this.options.pool.connect();
    try {
      await migrateConsumers(client);
      await migrateTimers(client);
      await migrateRebuilds(client);
    } finally {
      client.release();
    }
  }

  /** Begins to consume. Resolves when every source delivers; nobody needs to wait for that. */
  async start(): Promise<void> {
    this.rebuilds.start();
    await Promise.all([...this.consumers.values()].map((consumer) => consumer.start()));
  }

  /** Waits for the transactions in hand. */
  async stop(): Promise<void> {
    await this.rebuilds.stop();
    await Promise.all([...this.consumers.values()].map((consumer) => consumer.stop()));
    this.ownEvents.close();
  }

  /** To be called after each append of this process: own read models follow at once. */
  wake(): void {
    this.ownEvents.wake();
  }

  status(): Promise<ConsumerStatus[]> {
    return Promise.all([...this.consumers.values()].map((consumer) => consumer.status()));
  }

  names(): string[] {
    return [...this.consumers.keys()];
  }

  /** @throws Error for a name that is not here */
  consumer(name: string): EventConsumer {
    const consumer = this.consumers.get(name);
    if (!consumer) throw new Error(`there is no projection ${name}`);
    return consumer;
  }

  /** Whether it follows the service's own events, so that `reached` can ever say yes to a stream of its own. */
  readsOwn(name: string): boolean {
    return this.ownReaders.has(name);
  }

  /** Whether every read model of the service's own events has applied, or parked, all up to this position of its log. */
  passed(position: bigint): boolean {
    const own = storeTopic(this.options.service);
    return [...this.consumers].every(
      ([name, consumer]) =>
        !this.readsOwn(name) ||
        consumer.partitions().some(({ topic, next }) => topic === own && next > position),
    );
  }

  /** Whether within so long every read model of the service's own events has applied, or parked, all that its log has now. */
  async caughtUp(waitMs: number): Promise<boolean> {
    const { rows } = await this.options.pool.query<{ last: string }>(
      'SELECT coalesce(max(position), 0)::text AS last FROM es.events',
    );
    const last = BigInt(rows[0].last);
    const until = Date.now() + waitMs;
    while (!this.passed(last)) {
      if (Date.now() >= until) return false;
      await pause(LOOK_MS);
    }
    return true;
  }

  /** Replays the parked events of one projection. */
  redrive(name: string, key?: string): Promise<Redriven[]> {
    return this.consumer(name).redrive(key);
  }

  /**
   * Read your writes: resolves true as soon as the projection has applied version `version` of `stream`, false when it has
   * not within `waitMs`, or will not because the stream is parked.
   */
  async reached(
    projection: Pick<Projection, 'name'>,
    stream: string,
    version: number,
    waitMs: number,
  ): Promise<boolean> {
    const { name } = projection;
    const consumer = this.consumer(name);
    const deadline = Date.now() + waitMs;
    for (;;) {
      const applied = nextCommit(consumer);
      const { rows } = await this.options.pool.query<{ reached: boolean; parked: boolean }>({
        name: 'rm-reached',
        text: `SELECT EXISTS (SELECT FROM rm.stream_progress WHERE projection = $1 AND stream_key = $2 AND version >= $3) AS reached,
                      EXISTS (SELECT FROM rm.parked_key WHERE projection = $1 AND key = $2) AS parked`,
        values: [name, stream, version],
      });
      const left = deadline - Date.now();
      if (rows[0].reached || rows[0].parked || left <= 0) {
        applied.cancel();
        return rows[0].reached;
      }
      await applied.within(Math.min(left, LOOK_MS));
    }
  }
}

export const handlerOf = (readModel: ReadModel): BatchHandler =>
  'apply' in readModel ? readModel : projectionHandler(readModel);

/** The next commit of a consumer in this process, to be awaited for some time: listening begins now. */
const nextCommit = (consumer: EventConsumer): { within(ms: number): Promise<void>; cancel(): void } => {
  let happened: () => void = () => undefined;
  const commit = new Promise<void>((resolve) => (happened = resolve));
  const cancel = consumer.onApplied(happened);
  return {
    cancel,
    within: async (ms) => {
      const timer = setTimeout(happened, ms);
      await commit;
      clearTimeout(timer);
      cancel();
    },
  };
};
