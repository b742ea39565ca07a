/**
 * PostgreSQL and Kafka for tests: the global set-up of jest in every project (`jest.preset.cjs`), and what
 * `scripts/test.mjs` and `scripts/infrastructure.mjs` start once for many runs.
 *
 * Plain JavaScript that runs outside jest's module system and before anything is built. From containers where Docker answers
 * and the images can be had, else from the embedded runtime as a child process; either way real servers, new data, and
 * nothing left over: either ends when this process does, even by `kill -9`. `JEJAK_TEST_SERVERS=containers` or `embedded` allows
 * only the one; `JEJAK_TEST_VERBOSE` says what was started, and why not what was tried first.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readdirSync, statfsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const embedded = join(workspace, 'deploy', 'embedded');

/** An engine that is busy answers late; where there is none, that is known at once. */
const DOCKER_ANSWERS_MS = 15_000;

/** A file system in memory, and the bytes that must be free there: what a whole run of the tests keeps at a time, several times over. */
const MEMORY = { folder: '/dev/shm', leastFree: 6 * 2 ** 30 };

/** Whoever stops it may have loaded this module a second time. */
const RUNNING = Symbol.for('jejak.test-infrastructure');

/** The global set-up of jest. */
export default async function setUp() {
  await startTestInfrastructure();
}

/**
 * Puts `JEJAK_TEST_POSTGRES_URL` (superuser) and `JEJAK_TEST_KAFKA_BROKERS` (comma-separated) into the environment, starting
 * what is needed. Does nothing when both are there already.
 */
export async function startTestInfrastructure() {
  keepInMemory();
  // Also for the tests of the embedded runtime itself, which run it whatever servers are there.
  buildEmbedded();
  if (process.env.JEJAK_TEST_POSTGRES_URL && process.env.JEJAK_TEST_KAFKA_BROKERS) return;
  const running = await startServers();
  globalThis[RUNNING] = running;
  process.env.JEJAK_TEST_POSTGRES_URL = running.postgresUrl;
  process.env.JEJAK_TEST_KAFKA_BROKERS = running.kafkaBrokers.join(',');
}

/** Stops what {@link startTestInfrastructure} started, if it did. */
export async function stopTestInfrastructure() {
  const running = globalThis[RUNNING];
  if (!running) return;
  delete globalThis[RUNNING];
  delete process.env.JEJAK_TEST_POSTGRES_URL;
  delete process.env.JEJAK_TEST_KAFKA_BROKERS;
  await running.stop();
}

/**
 * Lets all that tests throw away live in memory, where the machine has such a file system and room in it: a database is a thousand small
 * files, and each test file makes several. What is killed loses nothing there that it would keep on a disk.
 */
function keepInMemory() {
  if (process.env.TMPDIR) return;
  try {
    accessSync(MEMORY.folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY.folder);
    if (bavail * bsize >= MEMORY.leastFree) process.env.TMPDIR = MEMORY.folder;
  } catch {
    // No such thing here: they live where temporary files do.
  }
}

/** From where `JEJAK_TEST_SERVERS` says; without it from containers where that can be, else from the embedded runtime. */
async function startServers() {
  const wanted = process.env.JEJAK_TEST_SERVERS;
  switch (wanted) {
    case 'containers':
      return startContainers();
    case 'embedded':
      return startEmbedded();
    case undefined:
      break;
    default:
      throw new Error(`JEJAK_TEST_SERVERS is "${wanted}", neither containers nor embedded`);
  }
  const docker = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], {
    timeout: DOCKER_ANSWERS_MS,
    stdio: 'ignore',
  });
  if (docker.status !== 0) return startEmbedded();
  try {
    return await startContainers();
  } catch (error) {
    const why = process.env.JEJAK_TEST_VERBOSE ? String(error?.stack ?? error) : firstLine(error);
    console.error(`Docker answers, but its containers cannot be used (${why}): using the embedded runtime`);
    return startEmbedded();
  }
}

async function startContainers() {
  const { startTestContainers } = await import('./containers.mjs');
  const running = await startTestContainers(embedded);
  if (process.env.JEJAK_TEST_VERBOSE)
    console.error(
      `Containers: PostgreSQL on ${new URL(running.postgresUrl).host}, Kafka on ${running.kafkaBrokers.join()}`,
    );
  return running;
}

async function startEmbedded() {
  const server = spawn(
    process.execPath,
    [
      join(embedded, 'dist', 'infrastructure.js'),
      ...['--throw-away', '--fast', '--jar-cache', join(workspace, '.jejak', 'kafka')],
    ],
    // A group of its own: Ctrl-C ends the tests first and the servers after them. It ends when its standard input does.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const ended = once(server, 'exit');
  let diagnostics = '';
  server.stderr.on('data', (chunk) => {
    diagnostics += chunk;
    if (process.env.JEJAK_TEST_VERBOSE || String(chunk).includes('Downloading')) process.stderr.write(chunk);
  });
  const line = await Promise.race([
    once(createInterface({ input: server.stdout }), 'line').then(([text]) => text),
    ended.then(() => undefined),
  ]);
  if (line === undefined)
    throw new Error(`PostgreSQL and Kafka for the tests did not start:\n${diagnostics}`);
  const { postgresUrl, kafkaBrokers } = JSON.parse(line);
  // These must not keep a finished jest alive; closing standard input is what ends the server.
  server.unref();
  for (const stream of [server.stdin, server.stdout, server.stderr]) stream.unref();
  return {
    postgresUrl,
    kafkaBrokers,
    stop: async () => {
      server.ref();
      server.stdin.end();
      await ended;
    },
  };
}

/** Compiles the embedded runtime alone, where its output is missing or older than its source. */
function buildEmbedded() {
  const newest = (folder) =>
    Math.max(
      0,
      ...readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
        .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
    );
  const built = statSync(join(embedded, 'dist', 'infrastructure.js'), { throwIfNoEntry: false });
  if (built && built.mtimeMs >= newest(join(embedded, 'src'))) return;
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, '-p', join(embedded, 'tsconfig.infrastructure.json')],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) console.error(`deploy/embedded does not compile cleanly:\n${stdout}`);
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0];
}
