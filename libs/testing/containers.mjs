/**
 * PostgreSQL and Kafka for tests as containers. Loaded only where Docker answers: testcontainers takes its time to load, and
 * most runs have no use for it.
 */
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GenericContainer } from 'testcontainers';

const PULL_LIMIT_MS = 180_000;
const START_LIMIT_MS = 60_000;

const require = createRequire(import.meta.url);

/**
 * Starts both with the settings of the embedded runtime, whose folder is given: the same broker and the same order of text,
 * wherever the tests run. Throws when an image cannot be had, and leaves no container then.
 */
export async function startTestContainers(embedded) {
  const images = JSON.parse(readFileSync(join(embedded, '..', 'images.json'), 'utf8'));
  for (const image of [images.postgres, images.kafka]) obtain(image);
  const started = [];
  const stop = () => Promise.all(started.map((container) => container.stop()));
  try {
    const outcomes = await Promise.allSettled([
      startPostgres(images.postgres, embedded, started),
      startKafka(images.kafka, embedded, started),
    ]);
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const [postgresUrl, broker] = outcomes.map(({ value }) => value);
    return { postgresUrl, kafkaBrokers: [broker], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a registry does not give within the limit is not there. */
function obtain(image) {
  if (spawnSync('docker', ['image', 'inspect', image], { stdio: 'ignore' }).status === 0) return;
  console.error(`Downloading the image ${image} (once)`);
  const { status } = spawnSync('docker', ['pull', '--quiet', image], {
    stdio: 'ignore',
    timeout: PULL_LIMIT_MS,
  });
  if (status !== 0) throw new Error(`the image ${image} cannot be had`);
}

async function startPostgres(image, embedded, started) {
  const { INITDB_LOCALE, NOT_DURABLE } = require(join(embedded, 'dist', 'postgres', 'server.js'));
  const settings = [...NOT_DURABLE, 'max_connections=400', 'timezone=UTC'];
  const container = await new PostgreSqlContainer(image)
    .withDatabase('postgres')
    .withUsername('postgres')
    .withEnvironment({ POSTGRES_INITDB_ARGS: INITDB_LOCALE.join(' ') })
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    .start();
  started.push(container);
  return container.getConnectionUri();
}

async function startKafka(image, embedded, started) {
  const { freePort } = require(join(embedded, 'dist', 'ports.js'));
  const { HEAP, kafkaProperties, propertiesEnvironment } = require(
    join(embedded, 'dist', 'kafka', 'properties.js'),
  );
  const { answersKafka } = require(join(embedded, 'dist', 'kafka', 'handshake.js'));
  // Clients are told the address at which they can reach it, so its port must be known before it starts.
  const port = await freePort();
  // This one is inside the container, where nobody else is.
  const controllerPort = port === 29_093 ? 29_094 : 29_093;
  const properties = kafkaProperties({
    port,
    controllerPort,
    listenHost: '0.0.0.0',
    dataFolder: '/var/lib/kafka/data',
  });
  const container = await new GenericContainer(image)
    .withEnvironment({ ...propertiesEnvironment(properties), KAFKA_HEAP_OPTS: HEAP.join(' ') })
    .withExposedPorts({ container: port, host: port })
    .start();
  started.push(container);
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answersKafka(port))) {
    if (performance.now() > deadline) throw new Error('the broker does not answer');
    await delay(50);
  }
  return `127.0.0.1:${port}`;
}
