import { createPool, EventStore, type KeyStore, migrateEventStore } from '@jejak/event-store';
import type { Clock, Contracts, DomainEvent } from '@jejak/kernel';
import { type Broker, Relay, topicOf } from '@jejak/messaging';
import { createTestDatabase } from '@jejak/testing';
import { recordFacts } from './facts';

/** Another service of the city in a test, as far as its contract says: its log and its relay for real, without its rules. */
export interface ToldBy {
  /** Records facts of one stream. @returns the stream's version */
  tell(stream: string, ...facts: readonly DomainEvent[]): Promise<number>;
  /** As decided under these policy versions: the log entries name them. @param policies `perf.result@1` */
  under(policies: readonly string[]): Pick<ToldBy, 'tell'>;
  stop(): Promise<void>;
}

/**
 * Starts one with a database of its own. Stop it in `afterAll`.
 * @param broker it sends by; the caller closes it
 * @param prefix of the topics of this test
 */
export const toldBy = async (
  contracts: Contracts,
  { keys, broker, clock, prefix }: { keys: KeyStore; broker: Broker; clock: Clock; prefix: string },
): Promise<ToldBy> => {
  const { service } = contracts;
  const database = await createTestDatabase(service);
  const pool = createPool(database.url);
  const client = await pool.connect();
  await migrateEventStore(client);
  client.release();
  const topic = topicOf(service, prefix);
  const relay: Relay = new Relay({ databaseUrl: database.url, broker, service, topic, partitions: 3 });
  const store = new EventStore({ pool, contracts, clock, keys, topic, onAppended: () => relay.wake() });
  relay.start();
  const under: ToldBy['under'] = (policies) => ({
    tell: (stream, ...facts) => recordFacts(store, service, stream, facts, policies),
  });
  return {
    ...{ tell: under([]).tell, under },
    stop: async () => {
      await relay.stop();
      await pool.end();
      await database.drop();
    },
  };
};
