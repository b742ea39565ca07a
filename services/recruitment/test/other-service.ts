import { createPool, EventStore, type KeyStore, migrateEventStore } from '@jejak/event-store';
import { type Contracts, type Decider, type DomainEvent, newId } from '@jejak/kernel';
import { kafkaBroker, Relay, topicOf } from '@jejak/messaging';
import { machineClock } from '@jejak/service';
import { createTestDatabase, testBrokers } from '@jejak/testing';

const recording: Decider<{ type: 'Record'; fact: DomainEvent }, DomainEvent, null> = {
  initial: null,
  decide: ({ fact }) => [fact],
  evolve: () => null,
};

/** Another service, as far as this one hears of it: facts in a log of its own, sent by a real relay. */
export interface OtherService {
  record(stream: string, fact: DomainEvent): Promise<void>;
  stop(): Promise<void>;
}

export const startOtherService = async (
  contracts: Contracts,
  keys: KeyStore,
  prefix: string,
): Promise<OtherService> => {
  const database = await createTestDatabase(contracts.service);
  const pool = createPool(database.url, { max: 3, applicationName: contracts.service });
  const client = await pool.connect();
  await migrateEventStore(client);
  client.release();
  const topic = topicOf(contracts.service, prefix);
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: `test-${contracts.service}` });
  const relay = new Relay({
    databaseUrl: database.url,
    broker,
    service: contracts.service,
    topic,
    partitions: 3,
  });
  const store = new EventStore({
    ...{ pool, contracts, keys, topic, clock: machineClock },
    onAppended: () => relay.wake(),
  });
  relay.start();
  return {
    record: async (stream, fact) => {
      const context = { commandId: newId(), actor: contracts.service, role: 'service' } as const;
      await store.execute(recording, stream, { type: 'Record', fact }, context);
    },
    stop: async () => {
      await relay.stop();
      await broker.close();
      await pool.end();
      await database.drop();
    },
  };
};
