import { NotFound } from '@jejak/kernel';
import {
  type BlockedKey,
  blockedKeys,
  type ConsumerStatus,
  type EventConsumer,
  type EventTransport,
  type ParkedStream,
  parkedStreams,
  redriveOutbox,
  type RelayStatus,
  replayProgress,
  type ReplayProgress,
  requestReplay,
} from '@jejak/messaging';
import type { Projections, RebuildProgress } from '@jejak/projections';
import type { Relay } from '@jejak/messaging';
import type { Pool } from 'pg';

/** A projection or reaction, as this replica has it. */
export interface ConsumerView {
  readonly name: string;
  readonly kind: 'projection' | 'reaction';
  readonly state: ConsumerStatus['state'];
  /** To the end of its sources, as of this replica's last batch. */
  readonly lagEvents: number;
  readonly parkedKeys: number;
  readonly parkedEvents: number;
  /** Null where it was never rebuilt, or cannot be. */
  readonly rebuild: RebuildProgress | null;
}

export interface OperatorStatus {
  readonly service: string;
  readonly relay: Pick<
    RelayStatus,
    'state' | 'leader' | 'epoch' | 'pos' | 'depth' | 'oldestSeconds' | 'trouble'
  >;
  /** Streams that wait behind a row which the broker would not take. */
  readonly blocked: readonly BlockedKey[];
  readonly replay: ReplayProgress | null;
  readonly consumers: readonly ConsumerView[];
}

/** What came of replaying parked streams. */
export interface RedriveOutcome {
  readonly streams: readonly {
    readonly stream: string;
    readonly unparked: boolean;
    /** Events applied now. */
    readonly events: number;
    readonly cause: string | null;
  }[];
  /** Parked streams of this consumer that are left, those that failed again among them. */
  readonly left: number;
}

export interface OutboxOutcome {
  readonly streams: readonly { readonly stream: string; readonly rows: number }[];
}

export interface OperationsOptions {
  readonly service: string;
  /** On which it publishes. */
  readonly topic: string;
  readonly pool: Pool;
  readonly projections: Projections;
  readonly relay: Relay;
  /** Undefined where nothing reacts, or not yet. */
  readonly transport: () => EventTransport | undefined;
}

/** So many at once: whoever asks waits for the answer. */
const MOST = 200;

/** What an operator may see and do in one service, behind whatever asks for it. */
export class Operations {
  constructor(private readonly options: OperationsOptions) {}

  async status(): Promise<OperatorStatus> {
    const { service, pool, projections, relay } = this.options;
    const { state, leader, epoch, pos, depth, oldestSeconds, trouble } = relay.status();
    const consumers = await Promise.all([
      ...(await projections.status()).map((status) => this.view(status, 'projection')),
      ...((await this.options.transport()?.statuses()) ?? []).map((status) => this.view(status, 'reaction')),
    ]);
    return {
      service,
      relay: { state, leader, epoch, pos, depth, oldestSeconds, trouble },
      blocked: await blockedKeys(pool, MOST),
      replay: await replayProgress(pool),
      consumers,
    };
  }

  /** @throws NotFound `PROJECTION_UNKNOWN` */
  async parked(consumer?: string): Promise<ParkedStream[]> {
    if (consumer !== undefined) this.consumer(consumer);
    return parkedStreams(this.options.pool, { consumer, limit: MOST });
  }

  /** @throws NotFound `PROJECTION_UNKNOWN` for what is no projection or reaction here */
  assertKnown(name: string): void {
    this.consumer(name);
  }

  /**
   * Replays parked streams in order, each in one transaction: one, or the oldest ones. Again is harmless.
   * @throws NotFound `PROJECTION_UNKNOWN`
   */
  async redrive(name: string, stream?: string): Promise<RedriveOutcome> {
    const consumer = this.consumer(name);
    const { pool } = this.options;
    const chosen =
      stream === undefined
        ? (await parkedStreams(pool, { consumer: name, limit: MOST })).map((parked) => parked.stream)
        : [stream];
    const streams: RedriveOutcome['streams'][number][] = [];
    for (const one of chosen)
      for (const { key, unparked, events, fault } of await consumer.redrive(one))
        streams.push({ stream: key, unparked, events, cause: fault?.cause ?? null });
    const { parkedKeys } = await consumer.status();
    return { streams, left: parkedKeys };
  }

  /** Gives blocked streams of the outbox another try, oldest first; the relay takes their rows before any newer ones. */
  async redriveOutbox(stream?: string): Promise<OutboxOutcome> {
    const { pool, relay } = this.options;
    const blocked = (await blockedKeys(pool, MOST)).filter(
      ({ key }) => stream === undefined || key === stream,
    );
    const streams: { stream: string; rows: number }[] = [];
    for (const { topic, key } of blocked)
      streams.push({ stream: key, rows: await redriveOutbox(pool, topic, key) });
    relay.wake();
    return { streams };
  }

  /** @throws as `Rebuilds.request` */
  rebuild(name: string): Promise<RebuildProgress> {
    return this.options.projections.rebuilds.request(name);
  }

  /** @throws as `Rebuilds.rollback` */
  rollback(name: string): Promise<RebuildProgress> {
    return this.options.projections.rebuilds.rollback(name);
  }

  /** @throws as `Rebuilds.discard` */
  discard(name: string): Promise<RebuildProgress> {
    return this.options.projections.rebuilds.discard(name);
  }

  /** @throws NotFound `PROJECTION_UNKNOWN`, `REBUILD_NOT_FOUND` */
  async progress(name: string): Promise<RebuildProgress> {
    const progress = await this.options.projections.rebuilds.progress(name);
    if (progress) return progress;
    throw new NotFound('REBUILD_NOT_FOUND', `There has never been a rebuild of ${name}.`, {
      params: { projection: name },
    });
  }

  /** @throws as `requestReplay` */
  replay(from?: number, to?: number): Promise<ReplayProgress> {
    return requestReplay(this.options.pool, this.options.topic, { from, to });
  }

  private async view(
    { name, state, lagEvents, parkedKeys, parkedEvents }: ConsumerStatus,
    kind: ConsumerView['kind'],
  ): Promise<ConsumerView> {
    const { rebuilds } = this.options.projections;
    const rebuild = kind === 'projection' && rebuilds.knows(name) ? await rebuilds.progress(name) : null;
    return { name, kind, state, lagEvents, parkedKeys, parkedEvents, rebuild };
  }

  private consumer(name: string): EventConsumer {
    const { projections } = this.options;
    const consumer = projections.names().includes(name)
      ? projections.consumer(name)
      : this.options
          .transport()
          ?.consumers()
          .find((one) => one.name === name);
    if (consumer) return consumer;
    throw new NotFound('PROJECTION_UNKNOWN', 'There is no projection or reaction of that name.');
  }
}
