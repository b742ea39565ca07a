import type { Contracts, Recorded } from '@jejak/kernel';
import type { KeyStore } from '@jejak/event-store';
import { type Broker, type ConsumedBatch, type IncomingMessage, topicOf } from '../broker';
import { recordedFrom } from '../recorded';
import { MalformedMessage, type WireEvent } from '../wire';
import type { EventSource, SourceBatch, SourceMessage } from './event-source';
import { readOnce } from './read-once';

export interface KafkaSourceOptions {
  /** A {@link FanOut} lets all readers of a service share one member of a group. */
  readonly broker: Pick<Broker, 'consumer'>;
  /** The service that reads. */
  readonly service: string;
  /** Of topics and groups; default `jejak`. */
  readonly prefix?: string;
  /** The services that are read. */
  readonly of: readonly Contracts[];
  /** Without it personal fields read as null. */
  readonly keys?: KeyStore;
  /** Of one fetch; default the broker's. */
  readonly maxBytesPerPartition?: number;
}

/** The topics of other services. Whoever reads by itself does so in the group `<prefix>.<service>.<name>`. */
export const kafkaSource = (options: KafkaSourceOptions): EventSource => {
  const { broker, service, prefix = 'jejak', of, keys, maxBytesPerPartition } = options;
  const contractsOf = new Map(of.map((contracts) => [topicOf(contracts.service, prefix), contracts]));
  const topics = [...contractsOf.keys()].sort();
  const read = (message: IncomingMessage): SourceMessage => {
    const contracts = contractsOf.get(message.topic);
    if (!contracts) throw new Error(`${message.topic} was not subscribed to`);
    return new KafkaMessage(message, contracts, keys);
  };
  return {
    topics,
    open: (reader) =>
      broker.consumer({
        group: `${prefix}.${service}.${reader.name}`,
        topics,
        startFrom: 'beginning',
        startAt: (topic, partition) => reader.startAt(topic, partition),
        onBatch: (batch) => reader.onBatch(sourceBatch(batch, read)),
        isWanted: ({ headers: { ce_type: type } }) => type === undefined || reader.wants(type),
        ...(maxBytesPerPartition === undefined ? {} : { maxBytesPerPartition }),
      }),
    reread: ({ raw, ...at }) => {
      if (!raw) throw new Error('a message of a topic is parked with its text');
      return Promise.resolve(read({ ...at, ...raw }));
    },
  };
};

/** A message of a topic as the engine reads it; also what a gap filler makes of an item of a feed. */
export class KafkaMessage implements SourceMessage {
  readonly offset: bigint;
  readonly key: string;
  readonly raw: SourceMessage['raw'];
  private wire: WireEvent | undefined;

  constructor(
    private readonly message: IncomingMessage,
    private readonly contracts: Contracts,
    private readonly keys?: KeyStore,
  ) {
    this.offset = message.offset;
    this.key = message.key;
    this.raw = { value: message.value, headers: message.headers };
  }

  /** The event's id; of what is no event, its key. */
  get mark(): string {
    return this.message.headers['ce_id'] ?? this.key;
  }

  get traceparent(): string | undefined {
    return this.message.headers['ce_traceparent'];
  }

  /** @throws MalformedMessage */
  head(): { version: number; type: string } {
    const { core } = (this.wire ??= readOnce(this.message));
    return { version: core.ver, type: core.type };
  }

  decode(): Recorded | Promise<Recorded> {
    const wire = (this.wire ??= readOnce(this.message));
    if (wire.src !== this.contracts.service) throw new MalformedMessage('the topic is of another service');
    return recordedFrom(wire, this.contracts, this.keys);
  }
}

const sourceBatch = (
  batch: ConsumedBatch,
  read: (message: IncomingMessage) => SourceMessage,
): SourceBatch => ({
  topic: batch.topic,
  partition: batch.partition,
  messages: batch.messages.map(read),
  end: batch.highWatermark,
  isCurrent: () => batch.isCurrent(),
  seek: (offset) => batch.seek(offset),
  resolve: (offset) => batch.resolve(offset),
  heartbeat: () => batch.heartbeat(),
});
