import { fileKeyStore } from '@jejak/event-store';
import type { Clock, Contracts } from '@jejak/kernel';
import { kafkaBroker, topicOf } from '@jejak/messaging';
import {
  createTestDatabase,
  startTestIssuer,
  testBrokers,
  type TestIssuer,
  uniqueTopicPrefix,
} from '@jejak/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ToldBy, toldBy } from './told-by';
import { ToldCommands } from './told-commands';

const PARTITIONS = 3;

/** Whoever reads several services waits for the topics of all of them; in a city each service has started once. */
const SERVICES = [
  ...['audit', 'career', 'citizen', 'notification', 'performance', 'policy', 'recruitment', 'training'],
];

/** What one service runs in, in a test: a database, topics, keys, an issuer and a clock of its own. */
export interface Installation {
  /** What the service's process is given; a test adds what is particular to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly issuer: TestIssuer;
  /** Sends what people ask of the service. */
  readonly told: ToldCommands;
  /** Sets business time to an ISO instant, where it stands still; for the service it only goes forward. */
  readonly moveTo: (instant: string) => void;
  /** Another service of the city; it ends with the installation. */
  readonly neighbour: (contracts: Contracts) => Promise<ToldBy>;
  /** After the service itself has stopped. */
  stop(): Promise<void>;
}

/**
 * @param service whose it is
 * @param from the ISO instant at which business time stands at first
 * @param clockOf the clock by which neighbours write, given the file of the business clock
 */
export const installationOf = async (
  service: string,
  from: string,
  clockOf: (clockFile: string) => Clock,
): Promise<Installation> => {
  const folder = mkdtempSync(join(tmpdir(), `jejak-${service}-`));
  const [kekFile, clockFile, keyStore] = ['kek', 'clock.json', 'keys'].map((name) => join(folder, name));
  const kek = randomBytes(32);
  writeFileSync(kekFile, kek);
  const moveTo = (instant: string): void => {
    // Renamed into place: nobody reads half of it.
    writeFileSync(`${clockFile}.new`, JSON.stringify({ at: instant }));
    renameSync(`${clockFile}.new`, clockFile);
  };
  moveTo(from);
  const prefix = `${uniqueTopicPrefix()}city`;
  const keys = fileKeyStore({ folder: keyStore, kek });
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: 'city' });
  const [issuer, database] = await Promise.all([startTestIssuer(), createTestDatabase(service)]);
  await broker.ensureTopics(
    SERVICES.map((name) => ({ name: topicOf(name, prefix), partitions: PARTITIONS })),
  );
  const others = { keys, broker, prefix, clock: clockOf(clockFile) };
  const neighbours: ToldBy[] = [];
  return {
    environment: {
      ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
      ...{ JEJAK_DATABASE_URL: database.url, JEJAK_KAFKA_BROKERS: testBrokers().join(',') },
      ...{
        JEJAK_KAFKA_PARTITIONS: String(PARTITIONS),
        JEJAK_TOPIC_PREFIX: prefix,
        JEJAK_OIDC_ISSUER: issuer.url,
      },
      ...{ JEJAK_KEY_STORE: keyStore, JEJAK_KEK_FILE: kekFile, JEJAK_CLOCK_FILE: clockFile },
    },
    ...{ issuer, moveTo, told: new ToldCommands() },
    neighbour: async (contracts) => {
      const neighbour = await toldBy(contracts, others);
      neighbours.push(neighbour);
      return neighbour;
    },
    stop: async () => {
      await Promise.all([...neighbours.map((neighbour) => neighbour.stop()), issuer.stop()]);
      await broker.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
