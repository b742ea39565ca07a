import { createPool, EventStore, type KeyStore, migrateEventStore } from '@jejak/event-store';
import type { Clock, Contracts, DomainEvent, StreamRef } from '@jejak/kernel';
import { type Broker, Relay, topicOf } from '@jejak/messaging';
import { createTestDatabase } from '@jejak/testing';
import type { Pool } from 'pg';
import { type Grounds, recordFacts, type Told } from './facts';

/** Another service of the city in a test, as far as its contract says: its log and its relay for real, without its rules. */
export interface ToldBy {
  /** Records facts of one stream. @returns the stream's version */
  tell(stream: string, ...facts: readonly DomainEvent[]): Promise<number>;
  /** Records facts of many streams, each named once, in one transaction. */
  tellEach(told: readonly Told[]): Promise<void>;
  /** As decided under these policy versions, on what was read: the log entries name both. @param policies `perf.result@1` */
  under(policies: readonly string[], inputs?: readonly StreamRef[]): Pick<ToldBy, 'tell'>;
  /** The newest version of a stream, as decisions name what they read. */
  headOf(stream: string): Promise<StreamRef>;
  /** Its database, as whoever administers that reaches it. */
  pool(): Promise<Pool>;
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
  readonly pool: Pool;
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
    ...{ store, pool },
    stop: async () => {
      await relay.stop();
      await pool.end();
      await database.drop();
    },
  };
};

/** A neighbour with a database of its own, from its first fact on: most tests hear nothing of most neighbours. Stop it in `afterAll`. */
export const toldBy = (contracts: Contracts, surroundings: Surroundings): ToldBy => {
  let begun: Promise<Running> | undefined;
  const running = (): Promise<Running> => (begun ??= start(contracts, surroundings));
  const record = async (told: readonly Told[], grounds?: Grounds): Promise<number[]> =>
    recordFacts((await running()).store, contracts.service, told, grounds);
  const under: ToldBy['under'] = (policies, inputs = []) => ({
    tell: async (stream, ...facts) => (await record([{ stream, facts }], { policies, inputs }))[0],
  });
  return {
    ...{ tell: under([]).tell, under },
    tellEach: async (told) => void (await record(told)),
    headOf: async (stream) => {
      const last = (await (await running()).store.history(stream)).at(-1);
      if (!last) throw new Error(`${contracts.service} has told nothing of ${stream}`);
      return { stream, ver: last.envelope.version, hash: last.envelope.hash };
    },
    pool: async () => (await running()).pool,
    stop: async () => (await begun)?.stop(),
  };
};
