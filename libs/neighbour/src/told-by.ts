import { createPool, EventStore, type KeyStore, migrateEventStore } from '@jejak/event-store';
import type { Clock, Contracts, DomainEvent, StreamRef } from '@jejak/kernel';
import { type Broker, Relay, topicOf } from '@jejak/messaging';
import { createTestDatabase } from '@jejak/testing';
import type { Pool } from 'pg';
import { recordFacts } from './facts';

/** Another service of the city in a test, as far as its contract says: its log and its relay for real, without its rules. */
export interface ToldBy {
  /** Records facts of one stream. @returns the stream's version */
  tell(stream: string, ...facts: readonly DomainEvent[]): Promise<number>;
  /** As decided under these policy versions, on what was read: the log entries name both. @param policies `perf.result@1` */
  under(policies: readonly string[], inputs?: readonly StreamRef[]): Pick<ToldBy, 'tell'>;
  /** The newest version of a stream, as decisions name what they read. */
  headOf(stream: string): Promise<StreamRef>;
  /** Its database, as whoever administers that reaches it. */
  readonly pool: Pool;
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
  const under: ToldBy['under'] = (policies, inputs = []) => ({
    tell: (stream, ...facts) => recordFacts(store, service, stream, facts, policies, inputs),
  });
  const headOf: ToldBy['headOf'] = async (stream) => {
    const last = (await store.history(stream)).at(-1);
    if (!last) throw new Error(`${service} has told nothing of ${stream}`);
    return { stream, ver: last.envelope.version, hash: last.envelope.hash };
  };
  return {
    ...{ tell: under([]).tell, under, headOf, pool },
    stop: async () => {
      await relay.stop();
      await pool.end();
      await database.drop();
    },
  };
};
