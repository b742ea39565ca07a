import {
  type Broker,
  type BrokerConsumer,
  type BrokerProducer,
  BrokerRefused,
  BrokerUnavailable,
  type ConsumedBatch,
  type ConsumerState,
  type IncomingMessage,
  type OutgoingMessage,
  type Subscription,
} from './broker';
import { PausedPartitions } from './paused-partitions';
import { placeId } from './place';

/** Points at which a simulation may decide who goes on, or let the call fail by throwing. */
export type Turn = 'send' | 'sent' | 'fetch' | 'deliver' | 'delivered' | 'join';

export interface MemoryBrokerOptions {
  /** Larger messages are refused. Default 1 MiB. */
  readonly maxMessageBytes?: number;
  /** Most messages of one delivery. Default 500. */
  readonly batchSize?: number;
  /**
   * Awaited at each point where a real client would wait for the network, with the topic or group. A seeded scheduler decides
   * the order of everything with it; throwing after `sent` is an answer that was lost. Default: the next turn of the event loop.
   */
  readonly turn?: (point: Turn, subject: string) => Promise<void>;
}

/** The log in this process: deterministic, for tests of what is built on the port, and for simulations. */
export interface MemoryBroker extends Broker {
  /** While down, sends are refused as unavailable and nothing is delivered. */
  down(): void;
  up(): void;
  /** Everything of a topic, by partition and offset. */
  read(topic: string): readonly IncomingMessage[];
}

interface Topic {
  readonly name: string;
  readonly partitions: IncomingMessage[][];
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** FNV-1a: any stable spread of keys will do, since nothing else reads these partitions. */
const partitionOf = (key: string, partitions: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % partitions;
};

/** What producers and consumers of one memory broker share. */
class Hub {
  readonly topics = new Map<string, Topic>();
  readonly groups = new Map<string, Group>();
  isDown = false;
  readonly #waiting = new Set<() => void>();

  constructor(readonly options: Required<MemoryBrokerOptions>) {}

  /** Resolves at the next change, counted from this call: something may have become deliverable. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  notify(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  group(name: string): Group {
    let group = this.groups.get(name);
    if (!group) this.groups.set(name, (group = new Group()));
    return group;
  }

  store(topicName: string, messages: readonly OutgoingMessage[]): void {
    const topic = this.topics.get(topicName);
    if (!topic) throw new BrokerUnavailable(`there is no topic ${topicName}`);
    for (const { key, value, headers } of messages) {
      const partition = partitionOf(key, topic.partitions.length);
      const log = topic.partitions[partition];
      log.push({
        topic: topicName,
        partition,
        offset: BigInt(log.length),
        key,
        value: Buffer.from(value),
        headers: { ...headers },
      });
    }
    this.notify();
  }
}

/** Members share the partitions; each change of membership is a new generation, and the older ones are zombies. */
class Group {
  readonly members: MemoryConsumer[] = [];
  readonly offsets = new Map<string, bigint>();
  generation = 0;

  owner(index: number): MemoryConsumer | undefined {
    return this.members.length === 0 ? undefined : this.members[index % this.members.length];
  }
}

class MemoryProducer implements BrokerProducer {
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(private readonly hub: Hub) {}

  send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const sent = this.#last.then(() => this.#send(topic, messages));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  async #send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    messages.forEach((message, index) => this.#check(message, index));
    await this.hub.options.turn('send', topic);
    if (this.#closed || this.hub.isDown) throw new BrokerUnavailable('the broker does not answer');
    this.hub.store(topic, messages);
    await this.hub.options.turn('sent', topic);
  }

  #check({ key, value, headers }: OutgoingMessage, index: number): void {
    const texts = [key, value, ...Object.entries(headers).flat()];
    if (texts.some((text) => typeof text !== 'string'))
      throw new BrokerRefused(`message ${index} holds something other than text`, 'serialise', index);
    const size = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
    if (size > this.hub.options.maxMessageBytes)
      throw new BrokerRefused(`message ${index} is too large`, 'too_large', index);
  }
}

class MemoryConsumer implements BrokerConsumer {
  readonly #paused = new PausedPartitions();
  readonly #closing = new AbortController();
  #loop: Promise<void> | undefined;
  #generation = -1;
  /** Next offsets by partition, in this generation. */
  readonly #next = new Map<string, bigint>();

  constructor(
    private readonly hub: Hub,
    private readonly subscription: Subscription,
  ) {}

  run(): Promise<void> {
    if (!this.#loop && !this.#closing.signal.aborted) {
      const group = this.hub.group(this.subscription.group);
      group.members.push(this);
      group.generation++;
      this.#loop = this.#consume(group);
      this.hub.notify();
    }
    return Promise.resolve();
  }

  pause(topic: string, partition?: number): void {
    this.#paused.pause(topic, partition);
  }

  resume(topic: string, partition?: number): void {
    this.#paused.resume(topic, partition);
    this.hub.notify();
  }

  state(): ConsumerState {
    if (!this.#loop || this.#closing.signal.aborted) return 'stopped';
    return this.#paused.any ? 'paused' : 'running';
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.hub.notify();
    await this.#loop;
    const group = this.hub.group(this.subscription.group);
    const at = group.members.indexOf(this);
    if (at < 0) return;
    group.members.splice(at, 1);
    group.generation++;
    this.hub.notify();
  }

  async #consume(group: Group): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const change = this.hub.change();
      try {
        if (!(await this.#round(group))) await change;
      } catch {
        // A crash: what was known of the assignment is gone, and it joins again.
        this.#generation = -1;
      }
    }
  }

  /** Delivers once of each partition. Whether there may be more to do at once. */
  async #round(group: Group): Promise<boolean> {
    await this.hub.options.turn('fetch', this.subscription.group);
    if (this.#generation !== group.generation) await this.#join(group);
    let delivered = false;
    for (const { topic, partition, log } of this.#assigned(group)) {
      if (this.#closing.signal.aborted || this.hub.isDown || this.#generation !== group.generation) break;
      delivered = (await this.#deliver(group, topic, partition, log)) || delivered;
    }
    return delivered || this.#generation !== group.generation || this.#closing.signal.aborted;
  }

  async #join(group: Group): Promise<void> {
    await this.hub.options.turn('join', this.subscription.group);
    const { generation } = group;
    this.#next.clear();
    for (const { topic, partition } of this.#assigned(group)) {
      const start = await this.subscription.startAt?.(topic, partition);
      if (start !== undefined) this.#next.set(placeId({ topic, partition }), start);
    }
    this.#generation = generation;
  }

  *#assigned(group: Group): Iterable<{ topic: string; partition: number; log: IncomingMessage[] }> {
    let index = 0;
    for (const topic of this.subscription.topics)
      for (const [partition, log] of (this.hub.topics.get(topic)?.partitions ?? []).entries())
        if (group.owner(index++) === this) yield { topic, partition, log };
  }

  async #deliver(
    group: Group,
    topic: string,
    partition: number,
    log: readonly IncomingMessage[],
  ): Promise<boolean> {
    const key = placeId({ topic, partition });
    if (this.#paused.has(topic, partition)) return false;
    const next = this.#next.get(key) ?? group.offsets.get(key) ?? this.#firstEver(group, key, log);
    const messages = log.slice(Number(next), Number(next) + this.hub.options.batchSize);
    if (messages.length === 0) return false;
    await this.hub.options.turn('deliver', key);
    const { generation } = group;
    const owned = () => !this.#closing.signal.aborted && group.generation === generation;
    if (this.#generation !== generation || !owned()) return false;
    let after = next;
    let sought = false;
    const batch: ConsumedBatch = {
      topic,
      partition,
      messages,
      highWatermark: BigInt(log.length),
      isCurrent: () => owned() && !sought,
      seek: (offset) => {
        sought = true;
        if (owned()) after = offset;
      },
      resolve: (offset) => {
        if (group.generation !== generation || sought) return;
        after = offset + 1n;
        group.offsets.set(key, after);
      },
      heartbeat: () => this.hub.options.turn('delivered', key),
    };
    try {
      await this.subscription.onBatch(batch);
    } catch {
      // What it did not resolve is delivered again.
    }
    await this.hub.options.turn('delivered', key);
    this.#next.set(key, after);
    return true;
  }

  #firstEver(group: Group, key: string, log: readonly IncomingMessage[]): bigint {
    const first = this.subscription.startFrom === 'beginning' ? 0n : BigInt(log.length);
    group.offsets.set(key, first);
    return first;
  }
}

/** A broker in memory that passes the same contract as Kafka. */
export const memoryBroker = (options: MemoryBrokerOptions = {}): MemoryBroker => {
  const { maxMessageBytes = 1_048_576, batchSize = 500, turn = nextTurn } = options;
  const hub = new Hub({ maxMessageBytes, batchSize, turn });
  const open = new Set<BrokerProducer | BrokerConsumer>();
  return {
    producer: () => {
      const producer = new MemoryProducer(hub);
      open.add(producer);
      return Promise.resolve(producer);
    },
    consumer: (subscription) => {
      const consumer = new MemoryConsumer(hub, subscription);
      open.add(consumer);
      return consumer;
    },
    ensureTopics: (topics) => {
      if (hub.isDown) return Promise.reject(new BrokerUnavailable('the broker does not answer'));
      for (const { name, partitions } of topics)
        if (!hub.topics.has(name))
          hub.topics.set(name, { name, partitions: Array.from({ length: partitions }, () => []) });
      hub.notify();
      return Promise.resolve();
    },
    close: async () => {
      await Promise.all([...open].map((client) => client.close()));
      open.clear();
    },
    down: () => {
      hub.isDown = true;
    },
    up: () => {
      hub.isDown = false;
      hub.notify();
    },
    read: (topic) => hub.topics.get(topic)?.partitions.flat() ?? [],
  };
};
