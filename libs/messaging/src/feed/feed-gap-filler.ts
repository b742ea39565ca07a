import type { KeyStore } from '@jejak/event-store';
import type { Contracts } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import { topicOf } from '../broker';
import type { GapFiller } from '../consumer/event-source';
import { KafkaMessage } from '../consumer/kafka-source';
import { type FeedClient, FeedRefused } from './feed-client';

export interface FeedGapFillerOptions {
  /** The feed behind a topic; undefined where its address is not known. */
  readonly feedOf: (topic: string) => FeedClient | undefined;
  /** The services whose events are read. */
  readonly of: readonly Contracts[];
  /** Of topics; default `jejak`. */
  readonly prefix?: string;
  /** Without it personal fields read as null. */
  readonly keys?: KeyStore;
  readonly logger?: Logger;
}

/**
 * Fetches what a topic did not deliver from the feed of the service that recorded it. A feed that does not answer now throws, so
 * the reader tries again and the stream goes on by itself; one that refuses has nothing, and the stream is parked.
 */
export const feedGapFiller = (options: FeedGapFillerOptions): GapFiller => {
  const { feedOf, of, prefix, keys, logger = silentLogger } = options;
  const contractsOf = new Map(of.map((contracts) => [topicOf(contracts.service, prefix), contracts]));
  return {
    fill: async (topic, stream, from, to) => {
      const [feed, contracts] = [feedOf(topic), contractsOf.get(topic)];
      if (!feed || !contracts) return [];
      try {
        const found = await feed.range(stream, from, to);
        logger.info(
          { part: 'feeds', topic, count: found.length, version_from: from, version_to: to },
          'Versions that a topic did not deliver were fetched from the feed',
        );
        return found.map((message) => new KafkaMessage(message, contracts, keys));
      } catch (error) {
        if (!(error instanceof FeedRefused)) throw error;
        logger.warn({ part: 'feeds', topic, err: error }, 'A gap cannot be filled: the feed refuses');
        return [];
      }
    },
  };
};
