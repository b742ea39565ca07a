/**
 * PostgreSQL and Kafka for tests as containers. Loaded only where Docker answers: testcontainers takes its time to load, and
 * most runs have no use for it.
 */
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { GenericContainer, Wait } from 'testcontainers';

const PULL_LIMIT_MS = 180_000;
/** For a machine that is busy with other things; a container that ends is noticed at once. */
const START_LIMIT_MS = 300_000;
/** How much a container said is told when it does not start. */
const LAST_LINES = 20;
const GUARD = fileURLToPath(new URL('containers-guard.mjs', import.meta.url));
/** Each container carries the run of tests that it is of. */
const LABEL = 'io.jejak.tests';

const require = createRequire(import.meta.url);

/**
 * Starts both with the settings of the embedded runtime, whose folder is given: the same broker and the same order of text,
 * wherever the tests run. Throws when an image cannot be had or a server does not start, and leaves no container then.
 */
export async function startTestContainers(embedded) {
  const images = JSON.parse(readFileSync(join(embedded, '..', 'images.json'), 'utf8'));
  for (const image of [images.postgres, images.kafka]) obtain(image);
  // The guard does what testcontainers' own helper would, without an image of its own.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const run = randomUUID();
  const stop = guard(`${LABEL}=${run}`);
  try {
    const [postgresUrl, broker] = await Promise.all([
      startPostgres(images.postgres, embedded, run),
      startKafka(images.kafka, embedded, run),
    ]);
    return { postgresUrl, kafkaBrokers: [broker], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Containers with this label are gone when the function that it gives resolves, or else when this process has ended. */
function guard(label) {
  const child = spawn(process.execPath, [GUARD, label], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  // It must not keep a finished jest alive.
  child.unref();
  child.stdin.unref();
  return async () => {
    child.ref();
    child.stdin.end();
    await ended;
  };
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

async function startPostgres(image, embedded, run) {
  const { INITDB_LOCALE, NOT_DURABLE } = require(join(embedded, 'dist', 'postgres', 'server.js'));
  const settings = [...NOT_DURABLE, 'max_connections=400', 'timezone=UTC'];
  const container = new PostgreSqlContainer(image)
    .withDatabase('postgres')
    .withUsername('postgres')
    .withEnvironment({ POSTGRES_INITDB_ARGS: INITDB_LOCALE.join(' ') })
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    // Every 250 ms a process in the container, as long as the tests run: a good part of a small machine.
    .withHealthCheck({ test: ['NONE'] })
    // The first time it is the server that sets up the database, on its socket only.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2));
  return (await start(container, run)).getConnectionUri();
}

async function startKafka(image, embedded, run) {
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
  const container = new GenericContainer(image)
    .withEnvironment({ ...propertiesEnvironment(properties), KAFKA_HEAP_OPTS: HEAP.join(' ') })
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage('Kafka Server started'));
  const host = (await start(container, run)).getHost();
  if (!['localhost', '127.0.0.1'].includes(host))
    throw new Error(`the engine is on ${host}, where the broker cannot be reached under its address`);
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answersKafka(port))) {
    if (performance.now() > deadline) throw new Error('the broker does not answer');
    await delay(50);
  }
  return `127.0.0.1:${port}`;
}

/** Starts a container of this run. @throws Error with the last that it said when it does not start */
async function start(container, run) {
  const said = [];
  try {
    return await container
      .withLabels({ [LABEL]: run })
      .withStartupTimeout(START_LIMIT_MS)
      .withLogConsumer((stream) =>
        stream.on('data', (chunk) => {
          said.push(...String(chunk).split('\n').filter(Boolean));
          said.splice(0, said.length - LAST_LINES);
        }),
      )
      .start();
  } catch (error) {
    throw new Error([error.message, ...said].join('\n'), { cause: error });
  }
}
