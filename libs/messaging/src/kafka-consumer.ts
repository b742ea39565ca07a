import type { Logger } from '@jejak/observability';
import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { Backoff, pause } from './backoff';
import type { BrokerConsumer, ConsumedBatch, ConsumerState, IncomingMessage, Subscription } from './broker';
import type { KafkaLink } from './kafka-link';
import { PausedPartitions } from './paused-partitions';
import { placeId } from './place';

export interface KafkaConsumerOptions {
  readonly link: () => KafkaLink;
  readonly logger: Logger;
  /** No successful heartbeat for so long means that kafkajs hangs. */
  readonly silenceMs: number;
  /** Called whenever the client had to be made anew. */
  readonly onRebuild: (client: 'consumer') => void;
}

/** `event-store.md` section 5: joining takes 0.33 s with this wait, 4.3 s with the default. */
const GROUP = {
  sessionTimeout: 10_000,
  heartbeatInterval: 1_000,
  rebalanceTimeout: 15_000,
  maxWaitTimeInMs: 250,
} as const;
const COMMIT_EVERY_MS = 1_000;
const TOPIC_POLL_MS = 500;
const LEAVE_MS = 20_000;
const JOINING_MS = 3_000;
const UNRESOLVED_PAUSE_MS = 100;
const DEFAULT_BYTES_PER_PARTITION = 2 * 1024 * 1024;

/** A member of a group that is supervised: whatever ends its kafkajs consumer, a new one follows after a pause. */
export class KafkaConsumer implements BrokerConsumer {
  readonly #paused = new PausedPartitions();
  readonly #closing = new AbortController();
  readonly #joined: Promise<void>;
  #markJoined: () => void = () => undefined;
  #supervision: Promise<void> | undefined;
  #membership: Membership | undefined;
  #state: 'running' | 'stopped' | 'crashed' = 'stopped';

  constructor(
    private readonly subscription: Subscription,
    private readonly options: KafkaConsumerOptions,
  ) {
    this.#joined = new Promise((resolve) => (this.#markJoined = resolve));
    this.#closing.signal.addEventListener('abort', () => this.#markJoined(), { once: true });
  }

  run(): Promise<void> {
    if (!this.#closing.signal.aborted) this.#supervision ??= this.#supervise();
    return this.#joined;
  }

  pause(topic: string, partition?: number): void {
    this.#paused.pause(topic, partition);
    this.#membership?.applyPauses();
  }

  resume(topic: string, partition?: number): void {
    this.#paused.resume(topic, partition);
    this.#membership?.applyPauses();
  }

  state(): ConsumerState {
    return this.#state === 'running' && this.#paused.any ? 'paused' : this.#state;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#supervision;
    this.#state = 'stopped';
  }

  async #supervise(): Promise<void> {
    const { logger, link, onRebuild, silenceMs } = this.options;
    const { signal } = this.#closing;
    const backoff = new Backoff({ firstMs: 500, mostMs: 30_000 });
    while (!signal.aborted) {
      const membership = new Membership(this.subscription, link(), this.#paused, logger, silenceMs, () => {
        this.#state = 'running';
        backoff.succeeded();
        this.#markJoined();
      });
      this.#membership = membership;
      const ended = await membership.live(signal);
      this.#membership = undefined;
      if (signal.aborted) return;
      if (ended === MORE_TOPICS) continue;
      this.#state = 'crashed';
      const delayMs = backoff.nextMs();
      logger.warn(
        {
          part: 'consumer',
          kind: 'watchdog',
          attempt: backoff.attempts,
          delay_ms: Math.round(delayMs),
          err: ended,
        },
        'The consumer ended by itself; it is made anew',
      );
      onRebuild('consumer');
      await pause(delayMs, signal);
    }
  }
}

/** Marks an end that somebody asked for. */
const ASKED = new Error('closed');
/** Marks an end after which the next life reads topics that were made meanwhile. */
const MORE_TOPICS = new Error('more topics');

/** One life of a kafkajs consumer, from connecting to whatever ends it. */
class Membership {
  readonly #ended = new AbortController();
  readonly #resolved = new Map<string, { topic: string; partition: number; next: bigint }>();
  /** By partition: settled once its reader's own books have said where to go on, in this generation. */
  #starts = new Map<string, Promise<void>>();
  #assigned = new Map<string, readonly number[]>();
  #generation = 0;
  #consumer: Consumer | undefined;
  #lastSign = performance.now();
  #lastCommit = 0;
  #committing: Promise<void> | undefined;
  #inHand: Promise<void> = Promise.resolve();
  readonly #trouble = new Backoff({ firstMs: 100, mostMs: 30_000 });

  constructor(
    private readonly subscription: Subscription,
    private readonly link: KafkaLink,
    private readonly paused: PausedPartitions,
    private readonly logger: Logger,
    private readonly silenceMs: number,
    private readonly onJoined: () => void,
  ) {}

  /** Resolves with what ended it, when the batch in hand is done and nothing of it is left. */
  async live(closing: AbortSignal): Promise<unknown> {
    const close = () => this.#end(ASKED);
    closing.addEventListener('abort', close, { once: true });
    if (closing.aborted) close();
    const watchdog = setInterval(() => {
      if (performance.now() - this.#lastSign > this.silenceMs) this.#end(new Error('no heartbeat'));
    }, this.silenceMs / 10);
    const over = new Promise<void>((resolve) => {
      if (this.#ended.signal.aborted) resolve();
      else this.#ended.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      const joining = this.#join().catch((error: unknown) => this.#end(error));
      await over;
      // Whoever leaves in the middle of joining stays a member until its session ends, and holds up the others.
      if (this.#ended.signal.reason === ASKED) await settled(joining, JOINING_MS);
    } finally {
      clearInterval(watchdog);
      closing.removeEventListener('abort', close);
      await this.#leave();
    }
    return this.#ended.signal.reason;
  }

  /** Tells kafkajs, which forgets pauses with every new client and confuses topics with partitions. */
  applyPauses(): void {
    for (const [topic, partitions] of this.#assigned) {
      const pausedOnes = partitions.filter((partition) => this.paused.has(topic, partition));
      const others = partitions.filter((partition) => !this.paused.has(topic, partition));
      if (pausedOnes.length > 0) this.#consumer?.pause([{ topic, partitions: pausedOnes }]);
      if (others.length > 0) this.#consumer?.resume([{ topic, partitions: others }]);
    }
  }

  #end(reason: unknown): void {
    if (!this.#ended.signal.aborted) this.#ended.abort(reason);
  }

  async #join(): Promise<void> {
    const topics = await this.#existing(this.subscription.topics);
    if (this.#ended.signal.aborted) return;
    const { group, startFrom, maxBytesPerPartition = DEFAULT_BYTES_PER_PARTITION } = this.subscription;
    const consumer = this.link.kafka.consumer({
      ...GROUP,
      groupId: group,
      maxBytesPerPartition,
      allowAutoTopicCreation: false,
      // A crash is an event here, and the next client is ours to make.
      retry: { restartOnFailure: () => Promise.resolve(false) },
    });
    this.#consumer = consumer;
    const { CRASH, STOP, DISCONNECT, HEARTBEAT, GROUP_JOIN } = consumer.events;
    const alive = () => void (this.#lastSign = performance.now());
    consumer.on(CRASH, ({ payload }) => this.#end(payload.error));
    consumer.on(STOP, () => this.#end(new Error('stopped')));
    consumer.on(DISCONNECT, () => this.#end(new Error('disconnected')));
    consumer.on(HEARTBEAT, alive);
    consumer.on(GROUP_JOIN, ({ payload }) => {
      alive();
      this.#assign(payload.memberAssignment);
      this.onJoined();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: startFrom === 'beginning' });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => (this.#inHand = this.#deliver(payload)),
    });
    const missing = this.subscription.topics.filter((topic) => !topics.includes(topic));
    if (missing.length > 0) await this.#existing(missing);
    if (missing.length > 0) this.#end(MORE_TOPICS);
  }

  /**
   * A topic may be made later, by the service that writes it; kafkajs would take its absence for a failure.
   * @returns which of them are there, as soon as there is one
   */
  async #existing(topics: readonly string[]): Promise<readonly string[]> {
    const admin = this.link.kafka.admin();
    await admin.connect();
    try {
      for (let told = false; !this.#ended.signal.aborted; told = true) {
        const existing = new Set(await admin.listTopics());
        const there = topics.filter((topic) => existing.has(topic));
        if (there.length > 0) return there;
        // A member that waits for its first topic sends no heartbeats.
        if (!this.#consumer) this.#lastSign = performance.now();
        if (!told)
          this.logger.info(
            { part: 'consumer', topic: topics[0], count: topics.length },
            'Waiting for a topic to be made',
          );
        await pause(TOPIC_POLL_MS, this.#ended.signal);
      }
      return [];
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  #assign(assignment: Readonly<Record<string, number[]>>): void {
    const generation = ++this.#generation;
    this.#resolved.clear();
    this.#assigned = new Map(Object.entries(assignment));
    this.applyPauses();
    this.#starts = new Map();
    if (!this.subscription.startAt) return;
    for (const [topic, partitions] of this.#assigned)
      for (const partition of partitions)
        this.#starts.set(placeId({ topic, partition }), this.#seekToStart(topic, partition, generation));
  }

  async #seekToStart(topic: string, partition: number, generation: number): Promise<void> {
    const backoff = new Backoff({ firstMs: 100, mostMs: 5_000 });
    while (generation === this.#generation && !this.#ended.signal.aborted) {
      try {
        const start = await this.subscription.startAt?.(topic, partition);
        if (start !== undefined && generation === this.#generation)
          this.#consumer?.seek({ topic, partition, offset: start.toString() });
        return;
      } catch (error) {
        this.logger.warn(
          { part: 'consumer', topic, partition, err: error },
          'Where to go on cannot be read yet',
        );
        await pause(backoff.nextMs(), this.#ended.signal);
      }
    }
  }

  async #deliver(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    if (this.paused.has(topic, partition)) return;
    const batch = new KafkaBatch(
      payload,
      this.#generation,
      () => this.#generation,
      this.#ended.signal,
      (offset) => this.#consumer?.seek({ topic, partition, offset: offset.toString() }),
    );
    const beat = setInterval(() => void batch.heartbeat(), GROUP.heartbeatInterval);
    try {
      await this.#starts.get(placeId({ topic, partition }));
      if (!batch.isCurrent()) return;
      await this.subscription.onBatch(batch);
      this.#trouble.succeeded();
      if (batch.resolved === undefined && batch.isCurrent() && !this.paused.has(topic, partition))
        await pause(UNRESOLVED_PAUSE_MS, this.#ended.signal);
    } catch (error) {
      const delayMs = this.#trouble.nextMs();
      this.logger.error(
        { part: 'consumer', topic, partition, delay_ms: Math.round(delayMs), err: error },
        'A batch failed; it is delivered again',
      );
      await pause(delayMs, this.#ended.signal);
    } finally {
      clearInterval(beat);
    }
    if (batch.resolved !== undefined && batch.generation === this.#generation) {
      this.#resolved.set(placeId({ topic, partition }), { topic, partition, next: batch.resolved + 1n });
      if (performance.now() - this.#lastCommit >= COMMIT_EVERY_MS) void this.#commit();
    }
  }

  /** A hint for lag tools and restarts; the reader's own books are the truth, so a failure does not matter. */
  #commit(): Promise<void> {
    if (this.#committing) return this.#committing;
    const offsets = [...this.#resolved.values()].map(({ topic, partition, next }) => ({
      topic,
      partition,
      offset: next.toString(),
    }));
    if (offsets.length === 0 || !this.#consumer) return Promise.resolve();
    this.#resolved.clear();
    this.#lastCommit = performance.now();
    this.#committing = this.#consumer
      .commitOffsets(offsets)
      .catch((error: unknown) =>
        this.logger.debug({ part: 'consumer', err: error }, 'Offsets were not committed'),
      )
      .finally(() => (this.#committing = undefined));
    return this.#committing;
  }

  async #leave(): Promise<void> {
    const consumer = this.#consumer;
    const left = async () => {
      if (this.#ended.signal.reason === ASKED) await this.#commit();
      await consumer?.disconnect();
    };
    await settled(left(), LEAVE_MS);
    this.link.sever();
    await this.#inHand.catch(() => undefined);
  }
}

/** Resolves when the work is over, however it ends, or when it takes longer than `ms`. */
const settled = async (work: Promise<unknown>, ms: number): Promise<void> => {
  const over = new AbortController();
  const end = () => over.abort();
  work.then(end, end);
  await pause(ms, over.signal);
};

/** Errors of a heartbeat that say: the partitions are somebody else's by now. */
const LOST = ['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID'];

class KafkaBatch implements ConsumedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  readonly highWatermark: bigint;
  resolved: bigint | undefined;
  #lost = false;
  #sought = false;

  constructor(
    private readonly payload: EachBatchPayload,
    readonly generation: number,
    private readonly currentGeneration: () => number,
    private readonly ended: AbortSignal,
    private readonly seekTo: (offset: bigint) => void,
  ) {
    const { topic, partition, messages, highWatermark } = payload.batch;
    this.topic = topic;
    this.partition = partition;
    this.messages = messages.map((message) => fromKafka(topic, partition, message));
    this.highWatermark = BigInt(highWatermark);
  }

  isCurrent(): boolean {
    return this.#owned() && !this.#sought && !this.payload.isStale();
  }

  seek(offset: bigint): void {
    if (!this.#owned()) return;
    this.#sought = true;
    this.seekTo(offset);
  }

  resolve(offset: bigint): void {
    // kafkajs keeps no offsets of a partition that it was not given in this generation, and would fail.
    if (this.generation !== this.currentGeneration()) return;
    this.resolved = offset;
    this.payload.resolveOffset(offset.toString());
  }

  async heartbeat(): Promise<void> {
    try {
      await this.payload.heartbeat();
    } catch (error) {
      // A rebalance begins: this batch may still be finished, the group waits for it. Lost: it may not.
      if (LOST.includes((error as { type?: string }).type ?? '')) this.#lost = true;
    }
  }

  #owned(): boolean {
    return (
      !this.#lost &&
      !this.ended.aborted &&
      this.payload.isRunning() &&
      this.generation === this.currentGeneration()
    );
  }
}

const fromKafka = (topic: string, partition: number, message: KafkaMessage): IncomingMessage => ({
  topic,
  partition,
  offset: BigInt(message.offset),
  key: message.key?.toString('utf8') ?? '',
  value: message.value,
  headers: textHeaders(message.headers),
});

const textHeaders = (headers: IHeaders | undefined): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const one = Array.isArray(value) ? value[0] : value;
    if (one !== undefined) texts[name] = one.toString();
  }
  return texts;
};
