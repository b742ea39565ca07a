import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statfsSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { escapeIdentifier, Client } from 'pg';

/** `libs/bench/dist` or `libs/bench/src`: three up. */
export const WORKSPACE = resolve(__dirname, '..', '..', '..');

/** Where a bench finds its servers. */
export interface Servers {
  /** Of a superuser. */
  readonly postgresUrl: string;
  /** Empty where none was asked for. */
  readonly kafkaBrokers: readonly string[];
  stop(): Promise<void>;
}

const TMPFS = 0x01021994;

/** A folder on a disk: in memory a flush costs nothing, and then every ratio is another. */
const folderOnDisk = (): string => {
  if (statfsSync(tmpdir()).type !== TMPFS) return tmpdir();
  const folder = join(WORKSPACE, '.jejak', 'tmp');
  mkdirSync(folder, { recursive: true });
  return folder;
};

/**
 * The servers that `JEJAK_BENCH_POSTGRES_URL` and `JEJAK_BENCH_KAFKA_BROKERS` name, else the embedded ones with full
 * durability and new data, which ends with this process.
 * @throws Error with what the runtime said when they do not start
 */
export const startServers = async ({ kafka }: { readonly kafka: boolean }): Promise<Servers> => {
  const { JEJAK_BENCH_POSTGRES_URL: postgresUrl, JEJAK_BENCH_KAFKA_BROKERS: brokers } = process.env;
  if (postgresUrl && (brokers || !kafka))
    return {
      postgresUrl,
      kafkaBrokers: brokers ? brokers.split(',') : [],
      stop: () => Promise.resolve(),
    };
  const server = spawn(
    process.execPath,
    [
      join(WORKSPACE, 'deploy', 'embedded', 'dist', 'infrastructure.js'),
      ...[
        '--throw-away',
        '--jar-cache',
        join(WORKSPACE, '.jejak', 'kafka'),
        ...(kafka ? [] : ['--no-kafka']),
      ],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: folderOnDisk() }, detached: true },
  );
  const ended = once(server, 'exit');
  let said = '';
  server.stderr.on('data', (chunk) => (said += String(chunk)));
  const line = await Promise.race([
    once(createInterface({ input: server.stdout }), 'line').then(([text]) => String(text)),
    ended.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`The servers did not start:\n${said}`);
  const started = JSON.parse(line) as { postgresUrl: string; kafkaBrokers: string[] };
  return {
    ...started,
    stop: async () => {
      server.stdin.end();
      await ended;
    },
  };
};

/** A database of the bench's own, dropped by `drop`. */
export const createDatabase = async (
  postgresUrl: string,
  name: string,
): Promise<{ url: string; drop(): Promise<void> }> => {
  const database = `bench_${name}_${process.pid}_${Date.now().toString(36)}`;
  await ask(postgresUrl, `create database ${escapeIdentifier(database)}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return {
    url: url.href,
    drop: () => ask(postgresUrl, `drop database if exists ${escapeIdentifier(database)} with (force)`),
  };
};

const ask = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** What the figures were measured on, in general terms. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly postgres: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  /** Load average of the last minute when the bench began. */
  readonly load: number;
}

/** @param url of any database of the server */
export const describeMachine = async (url: string): Promise<Machine> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; fsync: string; commit: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit`,
    );
    const [{ version, fsync, commit }] = rows;
    return {
      cores: availableParallelism(),
      node: process.versions.node,
      postgres: version,
      ...{ fsync, synchronousCommit: commit },
      load: Math.round(loadavg()[0] * 100) / 100,
    };
  } finally {
    await client.end();
  }
};
