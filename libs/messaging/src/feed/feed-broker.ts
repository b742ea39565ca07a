import { type Logger, silentLogger } from '@jejak/observability';
import type { Pool } from 'pg';
import type { Broker, BrokerProducer } from '../broker';
import type { FeedClient } from './feed-client';
import { FeedConsumer } from './feed-consumer';
import { FeedOffsets } from './feed-offsets';
import { GroupLocks } from './group-locks';

export interface FeedBrokerOptions {
  /** The feed behind a topic; undefined where its address is not known. */
  readonly feedOf: (topic: string) => FeedClient | undefined;
  /** Of the reading service's own database: a session of it says which replica reads. */
  readonly databaseUrl: string;
  /** Of the same database, in which `migrateConsumers` has run. */
  readonly pool: Pool;
  readonly logger?: Logger;
  /** How long a request for something new may be kept waiting. Default 25 s. */
  readonly waitMs?: number;
}

/**
 * The feeds of the services in place of a broker: a topic is a service's feed, with the one partition {@link FEED_PARTITION} and
 * offsets that are numbers minus one. Members of a group take turns: one reads a feed, the others stand by. Nothing is sent:
 * an event is published by being numbered (the relay without a broker).
 */
export const feedBroker = (options: FeedBrokerOptions): Broker => {
  const { feedOf, databaseUrl, pool, logger = silentLogger, waitMs = 25_000 } = options;
  const locks = new GroupLocks(databaseUrl, logger);
  const offsets = new FeedOffsets(pool);
  const consumers: FeedConsumer[] = [];
  return {
    producer: (): Promise<BrokerProducer> =>
      Promise.reject(new Error('Nothing is sent to a feed: the relay publishes an event by numbering it.')),
    consumer: (subscription) => {
      const consumer = new FeedConsumer(subscription, { feedOf, locks, offsets, logger, waitMs });
      consumers.push(consumer);
      return consumer;
    },
    // A feed is there as soon as its service is.
    ensureTopics: () => Promise.resolve(),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await locks.close();
    },
  };
};
