import { readFileSync } from 'node:fs';
import { ClientCredentials } from '@jejak/auth';
import { withEveryService } from '@jejak/contracts/every-service';
import {
  ADVISORY_LOCKS,
  createPool,
  EventStore,
  fileKeyStore,
  type KeyStore,
  migrateEventStore,
} from '@jejak/event-store';
import type { ServiceSettings } from '@jejak/http';
import { type Clock, type Contracts, naturalId, newId, streamOf } from '@jejak/kernel';
import { signBeat, signingKey } from '@jejak/ledger';
import {
  type Broker,
  FanOut,
  Feed,
  feedBroker,
  FeedClient,
  feedGapFiller,
  type GapFiller,
  kafkaBroker,
  observedRelay,
  Relay,
  topicOf,
} from '@jejak/messaging';
import { type Logger, metrics, observePool } from '@jejak/observability';
import { migratePolicies, type Policies, policyVersions } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { machineClock, simulatedClock } from './business-clock';
import { heartbeatDecider } from './heartbeat.decider';
import { policiesOf } from './policies-of';
import { reactedTo } from './reacted-to';
import { ReadSide } from './read-side';
import type { ServiceDefinition } from './service-definition';
import { storeTelemetry } from './store-telemetry';

/** Everything under a service's own code, made once per process. */
export interface Platform {
  readonly contracts: Contracts;
  readonly pool: Pool;
  /** What read models apply events with: requests never wait behind them. */
  readonly applyingPool: Pool;
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Kafka, or the feeds of the services where there is none. */
  readonly broker: Broker;
  /** Fetches what Kafka did not deliver; undefined where the feeds' addresses are not known. */
  readonly gapFiller: GapFiller | undefined;
  /** The feed behind a topic; undefined where its address is not known. */
  readonly feedOf: (topic: string) => FeedClient | undefined;
  readonly store: EventStore;
  readonly projections: Projections;
  readonly policies: Policies;
  readonly relay: Relay;
  /** Of this service's own events, for readers over HTTP. */
  readonly feed: Feed;
  /** For migrations and for the queries of the read side. */
  readonly dataSource: DataSource;
}

const clockOf = ({ clockFile }: ServiceSettings): Clock =>
  clockFile === undefined ? machineClock : simulatedClock(clockFile);

/** Where the keys of people are, and what wraps them. @throws Error where the settings name neither */
export const keyFilesOf = ({ keyStore, kekFile, kekOtherFile }: ServiceSettings) => {
  if (keyStore === undefined || kekFile === undefined)
    throw new Error('JEJAK_KEY_STORE and JEJAK_KEK_FILE are needed: who acts is written under a key.');
  const otherKeks = kekOtherFile === undefined ? [] : [readFileSync(kekOtherFile)];
  return { folder: keyStore, kek: readFileSync(kekFile), otherKeks };
};

/** The feeds whose addresses are known, by topic. */
const feedsOf = (name: string, settings: ServiceSettings): ((topic: string) => FeedClient | undefined) => {
  const { issuer, clientId = `service-${name}`, clientSecret: secret, topicPrefix } = settings;
  // Settings with feeds and without a secret were refused.
  const credentials = new ClientCredentials({ issuer, clientId, secret: secret ?? '' });
  const feeds = new Map(
    [...settings.feedAddresses()].map(([service, url]) => {
      const topic = topicOf(service, topicPrefix);
      return [topic, new FeedClient({ url, topic, credentials })];
    }),
  );
  return (topic) => feeds.get(topic);
};

/** TLS where somebody vouches for the brokers; with a certificate, where they ask who comes. */
const securityOf = ({ kafkaAuthority: ca, kafkaCertificate: cert, kafkaKey: key }: ServiceSettings) =>
  ca === undefined ? {} : { ssl: { ca, ...(cert === undefined ? {} : { cert, key }) } };

const brokerOf = (
  name: string,
  settings: ServiceSettings,
  { pool, feedOf, logger }: Pick<Platform, 'pool' | 'feedOf'> & { logger: Logger },
): Broker => {
  const { kafkaBrokers, feeds, databaseUrl } = settings;
  if (kafkaBrokers !== undefined) {
    const onRebuild = (client: string): void => metrics.clientRebuilds.inc({ client });
    const security = securityOf(settings);
    return kafkaBroker({ brokers: kafkaBrokers, clientId: `jejak-${name}`, security, logger, onRebuild });
  }
  if (feeds === undefined)
    throw new Error('JEJAK_KAFKA_BROKERS or JEJAK_FEEDS is needed: facts travel by Kafka or by feeds.');
  return feedBroker({ feedOf, databaseUrl, pool, logger });
};

/** The contracts of every other service whose events this one reads. */
const foreignOf = (definition: ServiceDefinition) => {
  const { name, projections = [], timers, policies } = definition;
  const read = [...projections, ...(timers?.sets ?? []), ...(policies ? [policyVersions] : [])];
  const contracts = [...read.flatMap(({ sources }) => sources), ...reactedTo(definition)];
  return contracts.filter(({ service }) => service !== name);
};

/** Steps of read models at once: each is a short transaction, and a service of thirty read models has no thirty processors. */
const APPLYING_CONNECTIONS = 4;
const APPLYING_PATIENCE_MS = 15_000;

/** Connects the parts. Nothing runs yet, and nothing has been asked of the database. */
export const buildPlatform = (
  definition: ServiceDefinition,
  settings: ServiceSettings,
  logger: Logger,
): Platform => {
  const { name, migrations = [], projections: readModels = [], timers, policies: reads } = definition;
  const { kafkaBrokers, kafkaPartitions, topicPrefix, databaseUrl, databasePool } = settings;
  const contracts = withEveryService(definition.contracts);
  const topic = topicOf(name, topicPrefix);
  const onError = (err: Error): void => logger.warn({ err }, 'A database connection was lost');
  const pool = createPool(databaseUrl, { max: databasePool, applicationName: `jejak ${name}`, onError });
  observePool('write', pool);
  const applyingPool = createPool(databaseUrl, {
    max: APPLYING_CONNECTIONS,
    applicationName: `jejak ${name} read models`,
    // In a burst all read models want one at once. A long line is no fault, only slower.
    connectTimeoutMs: APPLYING_PATIENCE_MS,
    onError,
  });
  observePool('projection', applyingPool);
  const keys = fileKeyStore(keyFilesOf(settings));
  const clock = clockOf(settings);
  const { heartbeatSeedFile } = settings;
  const beatKey =
    heartbeatSeedFile === undefined ? undefined : signingKey(name, 'note', readFileSync(heartbeatSeedFile));
  const feedOf = feedsOf(name, settings);
  const broker = brokerOf(name, settings, { pool, feedOf, logger });
  const of = foreignOf(definition);
  const fanOut = new FanOut({
    ...{ broker, logger, group: `${topicPrefix}.${name}.all` },
    topics: [...new Set(of.map(({ service }) => topicOf(service, topicPrefix)))].sort(),
  });
  const gapFiller =
    kafkaBrokers !== undefined && settings.feeds !== undefined
      ? feedGapFiller({ feedOf, of, prefix: topicPrefix, keys, logger })
      : undefined;
  const store: EventStore = new EventStore({
    ...{ pool, contracts, clock, keys, topic, telemetry: storeTelemetry },
    onAppended: () => {
      relay.wake();
      projections.wake();
    },
  });
  const projected = [...readModels, ...(timers?.sets ?? []), ...(reads ? [policyVersions] : [])];
  const projections: Projections = new Projections({
    ...{ pool, applying: applyingPool, store, service: name, broker, fanOut, keys },
    ...{ prefix: topicPrefix, logger },
    ...(gapFiller ? { gapFiller } : {}),
    projections: projected,
  });
  const relay: Relay = new Relay({
    ...{ databaseUrl, service: name, topic, partitions: kafkaPartitions, logger },
    // Feeds have no producer: what is numbered is published.
    ...(kafkaBrokers === undefined ? {} : { broker }),
    telemetry: observedRelay,
    onNumbered: () => feed.wake(),
    onHeartbeat: async (beat) => {
      const stream = streamOf('heartbeat', naturalId('heartbeat', name));
      const context = { commandId: newId(), actor: name, role: 'service' } as const;
      const signature = beatKey && signBeat({ src: name, ...beat }, beatKey);
      const signed = { ...beat, ...(signature === undefined ? {} : { signature }) };
      await store.execute(heartbeatDecider, stream, { type: 'Beat', ...signed }, context);
    },
  });
  const feed = new Feed({ pool, service: name, logger });
  const dataSource = new ReadSide({
    type: 'postgres',
    url: databaseUrl,
    schema: 'rm',
    migrations: [...migrations],
    migrationsTableName: 'migration',
    applicationName: `jejak ${name} read`,
    poolErrorHandler: onError,
    extra: { max: databasePool, connectionTimeoutMillis: 3_000, statement_timeout: 5_000, keepAlive: true },
  });
  return {
    contracts,
    pool,
    applyingPool,
    keys,
    clock,
    broker,
    gapFiller,
    feedOf,
    store,
    projections,
    policies: policiesOf(pool, projections, projected),
    relay,
    feed,
    dataSource,
  };
};

/** Brings both schemas to what this code needs; concurrent replicas wait for each other. */
export const migratePlatform = async ({ pool, projections, dataSource }: Platform): Promise<void> => {
  const client = await pool.connect();
  try {
    await migrateEventStore(client);
    await migratePolicies(client);
  } finally {
    client.release();
  }
  await projections.migrate();
  await dataSource.initialize();
  await migrateReadSide(dataSource);
};

/** TypeORM has no lock of its own around its migrations. */
const READ_SIDE_LOCK = [ADVISORY_LOCKS.space, ADVISORY_LOCKS.readSide] as const;

const migrateReadSide = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1::int, $2::int)', [...READ_SIDE_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('select pg_advisory_unlock($1::int, $2::int)', [...READ_SIDE_LOCK]);
    await runner.release();
  }
};
