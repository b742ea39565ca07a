import { createPool, EventStore, type KeyStore, migrateEventStore } from '@jejak/event-store';
import type { Clock, Contracts, DomainEvent } from '@jejak/kernel';
import { type Broker, Relay, topicOf } from '@jejak/messaging';
import { createTestDatabase } from '@jejak/testing';
import { recordFacts, type Told } from './facts';

/** Another service of the city in a test, as far as its contract says: its log and its relay for real, without its rules. */
export interface ToldBy {
  /** Records facts of one stream. @returns the stream's version */
  tell(stream: string, ...facts: readonly DomainEvent[]): Promise<number>;
  /** Records facts of many streams, each named once, in one transaction. */
  tellEach(told: readonly Told[]): Promise<void>;
  /** As decided under these policy versions: the log entries name them. @param policies `perf.result@1` */
  under(policies: readonly string[]): Pick<ToldBy, 'tell'>;
  stop(): Promise<void>;
}

/** What a neighbour runs in. The caller closes the broker; `prefix` is that of the topics of this test. */
export interface Surroundings {
  readonly keys: KeyStore;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly prefix: string;
}

/** A log with its relay. */
interface Running {
  readonly store: EventStore;
  stop(): Promise<void>;
}

const start = async (
  contracts: Contracts,
  { keys, broker, clock, prefix }: Surroundings,
): Promise<Running> => {
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
  return {
    store,
    stop: async () => {
      await relay.stop();
      await pool.end();
      await database.drop();
    },
  };
};

/** A neighbour with a database of its own, from its first fact on: most tests hear nothing of most neighbours. Stop it in `afterAll`. */
export const toldBy = (contracts: Contracts, surroundings: Surroundings): ToldBy => {
  let running: Promise<Running> | undefined;
  const record = async (told: readonly Told[], policies: readonly string[]): Promise<number[]> => {
    running ??= start(contracts, surroundings);
    const { store } = await running;
    return recordFacts(store, contracts.service, told, policies);
  };
  const under: ToldBy['under'] = (policies) => ({
    tell: async (stream, ...facts) => (await record([{ stream, facts }], policies))[0],
  });
  return {
    ...{ tell: under([]).tell, under },
    tellEach: async (told) => void (await record(told, [])),
    stop: async () => (await running)?.stop(),
  };
};
