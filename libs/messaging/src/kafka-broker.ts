import { type Logger, silentLogger } from '@jejak/observability';
import type { Admin } from 'kafkajs';
import { pause } from './backoff';
import {
  type Broker,
  type BrokerConsumer,
  type BrokerProducer,
  BrokerUnavailable,
  type Subscription,
  type TopicSpec,
} from './broker';
import { KafkaConsumer } from './kafka-consumer';
import { KafkaLink, type KafkaSecurity } from './kafka-link';
import { KafkaProducer } from './kafka-producer';

export interface KafkaBrokerOptions {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly security?: KafkaSecurity;
  readonly logger?: Logger;
  /** Largest message and batch of a partition in bytes; topics are made with it. Default 1 MiB. */
  readonly maxMessageBytes?: number;
  /** Copies of each partition of a topic made here; the default is the broker's own. */
  readonly replicationFactor?: number;
  /** Called whenever a watchdog destroyed a client. */
  readonly onRebuild?: (client: 'producer' | 'consumer') => void;
  /** A send without a result for so long is sent again by a new client. Default 30 s. */
  readonly sendTimeoutMs?: number;
  /** A consumer without a heartbeat for so long is made anew. Default 60 s. */
  readonly silenceMs?: number;
}

const MAX_MESSAGE_BYTES = 1_048_576;
const BROKER_DEFAULT = -1;
const TOPICS_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** Apache Kafka through kafkajs, with the settings and watchdogs of `event-store.md` section 5 and `operations.md` section 4. */
export const kafkaBroker = (options: KafkaBrokerOptions): Broker => {
  const { brokers, clientId, security, logger = silentLogger, maxMessageBytes = MAX_MESSAGE_BYTES } = options;
  const { sendTimeoutMs = 30_000, silenceMs = 60_000, onRebuild = () => undefined } = options;
  const link = () => new KafkaLink({ brokers, clientId, logger, ...(security ? { security } : {}) });
  const open = new Set<BrokerProducer | BrokerConsumer>();
  const opened = <Client extends BrokerProducer | BrokerConsumer>(client: Client): Client => {
    open.add(client);
    return client;
  };
  return {
    producer: () =>
      Promise.resolve(opened(new KafkaProducer({ link, logger, maxMessageBytes, sendTimeoutMs, onRebuild }))),
    consumer: (subscription: Subscription) =>
      opened(new KafkaConsumer(subscription, { link, logger, silenceMs, onRebuild })),
    ensureTopics: (topics) =>
      ensureTopics(link(), topics, maxMessageBytes, options.replicationFactor ?? BROKER_DEFAULT),
    close: async () => {
      await Promise.all([...open].map((client) => client.close()));
      open.clear();
    },
  };
};

const ensureTopics = async (
  link: KafkaLink,
  topics: readonly TopicSpec[],
  maxMessageBytes: number,
  replicationFactor: number,
): Promise<void> => {
  const admin = link.kafka.admin();
  try {
    await admin.connect();
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (missing.length === 0) return;
    await admin.createTopics({
      // kafkajs gives up where a broker has not heard of its new topic, which on a busy machine comes before it has no leader.
      waitForLeaders: false,
      timeout: TOPICS_MS,
      topics: missing.map(({ name, partitions }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor,
        configEntries: [
          // Facts stay for ever: a topic that forgets is no copy of the log.
          { name: 'retention.ms', value: '-1' },
          { name: 'max.message.bytes', value: String(maxMessageBytes) },
        ],
      })),
    });
    await known(
      admin,
      missing.map(({ name }) => name),
    );
  } catch (error) {
    throw new BrokerUnavailable('the topics cannot be made', { cause: error });
  } finally {
    await admin.disconnect().catch(() => undefined);
    link.sever();
  }
};

/** Resolves when every topic has its leaders. @throws the last answer, where it takes too long */
const known = async (admin: Admin, topics: string[]): Promise<void> => {
  const until = performance.now() + TOPICS_MS;
  for (;;)
    try {
      await admin.fetchTopicMetadata({ topics });
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(LOOK_AGAIN_MS);
    }
};
