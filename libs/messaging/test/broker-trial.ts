import { randomUUID } from 'node:crypto';
import {
  type Broker,
  type BrokerProducer,
  type ConsumedBatch,
  type IncomingMessage,
  type Subscription,
} from '../src';

/** What a suite knows of an adapter: how to make one, and how messages get into it. */
export interface BrokerUnderTest {
  readonly broker: Broker;
  /** What its producers do. */
  producer(): Promise<Pick<BrokerProducer, 'send'>>;
  makeTopic(topic: string, partitions: number): Promise<void>;
  /** The value that was sent, of a message that arrived. */
  textOf(message: IncomingMessage): string;
  /** How long a member of a group may be silent before it is thought dead; 0 where silence does not matter. */
  readonly sessionMs: number;
  dispose(): Promise<void>;
}

export const message = (key: string, value: string, headers: Record<string, string> = {}) => ({
  key,
  value,
  headers,
});
export const lastOffset = ({ messages }: ConsumedBatch) => messages[messages.length - 1].offset;

/** Where adapters differ, and nowhere else. */
export interface Capabilities {
  /** `many`: a topic has as many partitions as it was made with, from 0. Else it has this one. */
  readonly partitions: 'many' | number;
  /**
   * `any`: whatever its producer sends, up to 1 MiB. `events`: what a service recorded, of any size, with the attributes of the
   * event as headers; the broker's own producer does not exist, since an event is published by being numbered.
   */
  readonly messages: 'any' | 'events';
}

export const BROKER: Capabilities = { partitions: 'many', messages: 'any' };

/** An adapter whose messages are its own producer's. */
export const asBrokerUnderTest = (broker: Broker, sessionMs: number): BrokerUnderTest => ({
  ...{ broker, sessionMs, textOf: ({ value }) => value?.toString() ?? '' },
  producer: () => broker.producer(),
  makeTopic: (name, partitions) => broker.ensureTopics([{ name, partitions }]),
  dispose: () => broker.close(),
});

/** One test's adapter, with a topic and a group of its own. */
export class BrokerTrial {
  private adapter: BrokerUnderTest | undefined;
  topic = '';
  group = '';

  constructor(private readonly make: () => Promise<BrokerUnderTest>) {}

  get under(): BrokerUnderTest {
    if (!this.adapter) throw new Error('No test has begun.');
    return this.adapter;
  }

  async begin(): Promise<void> {
    this.adapter = await this.make();
    const id = randomUUID();
    this.topic = `contract.${id}.events.v1`;
    this.group = `contract.${id}`;
  }

  end(): Promise<void> {
    return this.under.dispose();
  }

  readonly textOf = (one: IncomingMessage): string => this.under.textOf(one);

  readonly topicWith = (count: number): Promise<void> => this.under.makeTopic(this.topic, count);

  readonly send = async (sent: readonly ReturnType<typeof message>[]): Promise<void> =>
    (await this.under.producer()).send(this.topic, sent);

  readonly read = (
    onBatch: Subscription['onBatch'],
    more: Partial<Subscription> = {},
  ): { consumer: ReturnType<Broker['consumer']>; joined: Promise<void> } => {
    const consumer = this.under.broker.consumer({
      group: this.group,
      topics: [this.topic],
      startFrom: 'beginning',
      onBatch,
      ...more,
    });
    return { consumer, joined: consumer.run() };
  };

  /** Takes every message of a batch into a list and resolves it. */
  readonly into =
    (list: IncomingMessage[]): Subscription['onBatch'] =>
    (batch) => {
      list.push(...batch.messages);
      batch.resolve(lastOffset(batch));
      return Promise.resolve();
    };
}
