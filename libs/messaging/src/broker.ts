/** A message to be sent. Key, value and headers are text; the topic decides who reads it. */
export interface OutgoingMessage {
  /** Messages of one key keep their order. */
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message as a consumer reads it. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  /** Null only for a tombstone, which nobody here writes. */
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The broker will never take this: too large, or not to be serialised. Sending it again changes nothing, so the sender
 * bisects. Messages that came before it in the same call may have been stored.
 */
export class BrokerRefused extends Error {
  override readonly name = 'BrokerRefused';
  /** @param index place of the culprit in the messages given, where the adapter knows it */
  constructor(
    message: string,
    readonly reason: 'too_large' | 'serialise',
    readonly index?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Not now: the outcome is unknown or the broker does not answer. Sending again is safe, consumers drop by version. */
export class BrokerUnavailable extends Error {
  override readonly name = 'BrokerUnavailable';
}

/** One sender. Calls follow one another: a second one waits for the first, since concurrent sends may change places. */
export interface BrokerProducer {
  /**
   * Resolves when every message is stored on all replicas in sync, in the order given per key.
   * @throws BrokerRefused when it can never succeed
   * @throws BrokerUnavailable in every other case
   */
  send(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

/** What a member of a consumer group reads, and what it does with it. */
export interface Subscription {
  /** Members of one group share the partitions. */
  readonly group: string;
  /** Those that are not there yet are read as soon as they are made, and hold up none of the others. */
  readonly topics: readonly string[];
  /** Where a group without any offset begins; the default is the end. */
  readonly startFrom?: 'beginning';
  /** Largest fetch per partition in bytes: 1 MiB to 4 MiB live, 8 MiB for a rebuild. Default 2 MiB. */
  readonly maxBytesPerPartition?: number;
  /**
   * Asked for each partition whenever it is assigned: the next offset by the reader's own books, which win over the broker's.
   * Undefined: none known, go on where the group was. Without it, books behind the broker are only noticed with the next batch.
   */
  startAt?(topic: string, partition: number): Promise<bigint | undefined>;
  /** Whether a message is worth a delivery of its own: any other may wait for one that is. A hint; default: each is. */
  isWanted?(message: IncomingMessage): boolean;
  /**
   * Handles the next messages of one partition; one call at a time per consumer. Heartbeats go on meanwhile.
   * Whatever is not resolved when it returns, or throws, is delivered again (after a pause, when it threw).
   */
  onBatch(batch: ConsumedBatch): Promise<void>;
}

/** Messages of one partition in order of offset, at least one; offsets may have holes. */
export interface ConsumedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  /** Offset behind the last message of the partition: lag = highWatermark − offset − 1. Below your own books: a topic made anew. */
  readonly highWatermark: bigint;
  /** False once the consumer stops, seeks, or has lost the partition to another member. A zombie may not notice: fence in the database. */
  isCurrent(): boolean;
  /** The next delivery of this partition begins at `offset`; the rest of this batch is stale. */
  seek(offset: bigint): void;
  /** Everything up to and including `offset` is done. Tells the broker sooner or later; a hint for lag tools and restarts. */
  resolve(offset: bigint): void;
  /** Tells the group now that this member lives; sent by itself each second while `onBatch` runs. Never rejects. */
  heartbeat(): Promise<void>;
}

export type ConsumerState = 'running' | 'paused' | 'stopped' | 'crashed';

/** One member of a group, restarted with back-off whenever its client crashes or hangs, until `close`. */
export interface BrokerConsumer {
  /** Resolves when it has joined for the first time, or is closed before that. */
  run(): Promise<void>;
  /** No more deliveries of this partition (or of the whole topic) until `resume`; also across rebalances. Allowed inside `onBatch`. */
  pause(topic: string, partition?: number): void;
  resume(topic: string, partition?: number): void;
  /** Waits for the batch in hand, then leaves the group. */
  close(): Promise<void>;
  /** `crashed`: between a failure and its restart. `paused`: anything is paused. */
  state(): ConsumerState;
}

/** The log between the services. Adapters must pass `test/broker-contract.ts`. */
export interface Broker {
  producer(): Promise<BrokerProducer>;
  consumer(subscription: Subscription): BrokerConsumer;
  /**
   * Makes the topics that are missing, kept for ever; existing ones are left as they are.
   * @throws BrokerUnavailable
   */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** Closes every producer and consumer that it made. */
  close(): Promise<void>;
}

export interface TopicSpec {
  readonly name: string;
  /** Chosen once: adding partitions later moves keys (operations.md). */
  readonly partitions: number;
}

/** The topic on which a service publishes its facts. */
export const topicOf = (service: string, prefix = 'jejak'): string => `${prefix}.${service}.events.v1`;
