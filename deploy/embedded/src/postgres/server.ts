import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Home } from '../home';
import { observe, stopProcess, type ProcessRecord } from '../process-record';
import type { Report } from '../report';
import { runCommand } from '../run-command';
import { secretPassword } from '../secret-file';
import type { Program } from '../supervised';
import { serverAccount, type Account } from './account';
import { packagedBinaries } from './binaries';
import { placeFor, type Place } from './place';

const SUPERUSER = 'postgres';
const STOP_STEPS = [
  // Fast shutdown: transactions are rolled back, everything is flushed. Then immediate: recovery at the next start.
  { signal: 'SIGINT', limitMs: 30_000 },
  { signal: 'SIGQUIT', limitMs: 10_000 },
] as const;

/** Sorting and case by code point, the same on every machine and in every container. */
export const INITDB_LOCALE = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** Nothing survives a power cut: for tests, whose data is thrown away. */
export const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export interface PostgresSettings {
  readonly home: Home;
  readonly port: number;
  /** Commits reach the disk before they are confirmed. */
  readonly durable: boolean;
  readonly report: Report;
}

export interface Postgres {
  readonly program: Program;
  /** Of the superuser, for making roles and databases. */
  readonly url: string;
  readonly version: string;
}

/** PostgreSQL of this home, its cluster made if there is none, ready to be supervised. */
export async function postgres({ home, port, durable, report }: PostgresSettings): Promise<Postgres> {
  const account = await serverAccount();
  const packaged = packagedBinaries();
  const place = await placeFor(home, packaged, account, report);
  const data = join(place.folder, 'data');
  const passwordFile = join(home.secrets, 'postgres-superuser');
  const made = existsSync(data);
  if (made && !existsSync(passwordFile))
    throw new Error(
      `There is a database in ${data}, but its superuser's password, ${passwordFile}, is gone.`,
    );
  const password = secretPassword(passwordFile);
  if (!made) await initialise(place, account, password, durable);
  refuseOtherMajor(data, packaged.version);
  const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // Tests of many projects share one server, each with pools of its own.
    `max_connections=${durable ? 300 : 400}`,
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : NOT_DURABLE),
  ];
  return {
    url,
    version: packaged.version.replace(/-.*/, ''),
    program: {
      name: 'postgres',
      command: place.binaries.postgres,
      args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      // Nothing of the caller's PG* variables may steer the server.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      cwd: place.folder,
      account,
      logFile: home.log('postgres'),
      pidFile: home.pidFile('postgres'),
      prepare: () => clearPostmasterPid(data, report),
      ready: () => accepts(url),
      startLimitMs: 120_000,
      stopSteps: STOP_STEPS,
    },
  };
}

/** Makes the cluster beside its place and moves it there whole, so that an interrupted initdb leaves nothing half made. */
async function initialise(
  place: Place,
  account: Account | undefined,
  password: string,
  durable: boolean,
): Promise<void> {
  const draft = join(place.folder, 'data.new');
  const passwordFile = join(place.folder, 'password.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const { code, output } = await runCommand(
    place.binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--data-checksums',
      ...INITDB_LOCALE,
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: place.folder, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } },
  );
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder ${draft}:\n${output}`);
  renameSync(draft, join(place.folder, 'data'));
}

function refuseOtherMajor(data: string, version: string): void {
  const written = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version.split('.')[0] !== written)
    throw new Error(
      `${data} was written by PostgreSQL ${written}; this is ${version}. Export it with the old version first.`,
    );
}

/**
 * `postmaster.pid` names the server that last used the data. If that very server still runs - an orphan whose own record
 * was lost - it is stopped; if the pid is someone else's by now, the file is stale and PostgreSQL would refuse to start
 * because of it, so it goes.
 */
async function clearPostmasterPid(data: string, report: Report): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const process = observe(pid);
  if (process && serves(process, data)) {
    report(`Stopping a PostgreSQL (process ${pid}) that a killed launcher left running on this data`);
    await stopProcess(process, STOP_STEPS);
  }
  rmSync(file, { force: true });
}

function serves({ pid, command }: ProcessRecord, data: string): boolean {
  if (!/\bpostgres\b/.test(command)) return false;
  if (command.includes(data)) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
