import { join } from 'node:path';
import { heartbeatSeedFile, sourceKeysFile } from './heartbeat-keys';
import { WORKSPACE, type Home } from './home';
import type { Program } from './supervised';

/** A Node process of the installation. */
export interface ServiceEntry {
  readonly name: string;
  /** What `node` is given, from the root of the workspace. */
  readonly entry: string;
  /** Has a database of its own, named like it. */
  readonly hasDatabase: boolean;
  /** Serves probes on a port of its own; the issuer, which is no part of a real installation, does not. */
  readonly hasManagementPort: boolean;
}

const service = (name: string): ServiceEntry => ({
  name,
  entry: `services/${name}/dist/main.js`,
  hasDatabase: true,
  hasManagementPort: true,
});

/** The demonstration's OpenID issuer: everyone's tokens come from it, so it starts first. */
export const ISSUER: ServiceEntry = {
  name: 'issuer',
  entry: 'deploy/embedded/dist/issuer/main.js',
  hasDatabase: false,
  hasManagementPort: false,
};
export const SERVICES: readonly ServiceEntry[] = [
  service('policy'),
  service('career'),
  service('recruitment'),
  service('performance'),
  service('training'),
  service('citizen'),
  service('notification'),
  service('audit'),
];
/** The front door: opened last, closed first. It keeps who is signed in at which browser. */
export const GATEWAY: ServiceEntry = service('gateway');

/** They tell people where to find something. */
const WITH_LINKS = ['notification', 'audit'];

/** What every process is told about the installation it belongs to. */
export interface Installation {
  readonly home: Home;
  /** HTTP ports by name. */
  readonly ports: ReadonlyMap<string, number>;
  readonly managementPorts: ReadonlyMap<string, number>;
  readonly databaseUrls: ReadonlyMap<string, string>;
  /** Empty where there is none: then the feeds are the transport. */
  readonly kafkaBrokers: readonly string[];
  /** Policies that are not seeded: the demonstration decides on them itself. */
  readonly seedLeavesOut: readonly string[];
}

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

function urls(ports: ReadonlyMap<string, number>, names: readonly string[]): string {
  return JSON.stringify(
    Object.fromEntries(
      names.flatMap((name) => (ports.has(name) ? [[name, loopback(portOf(ports, name))]] : [])),
    ),
  );
}

function portOf(ports: ReadonlyMap<string, number>, name: string): number {
  const port = ports.get(name);
  if (port === undefined) throw new Error(`No port was chosen for ${name}.`);
  return port;
}

/** The caller's environment without what is ours: a service refuses to start on a JEJAK_ name that it does not read. */
const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('JEJAK_')));

/** The environment of one process: the caller's, and what the installation decides. */
export function environmentOf(entry: ServiceEntry, installation: Installation): NodeJS.ProcessEnv {
  const { home, ports, managementPorts, databaseUrls, kafkaBrokers, seedLeavesOut } = installation;
  const environment: NodeJS.ProcessEnv = {
    ...surroundings(),
    PORT: String(portOf(ports, entry.name)),
    JEJAK_OIDC_ISSUER: loopback(portOf(ports, ISSUER.name)),
  };
  if (entry === ISSUER) return { ...environment, JEJAK_ISSUER_STATE: home.path('issuer') };
  environment.JEJAK_MANAGEMENT_PORT = String(portOf(managementPorts, entry.name));
  environment.JEJAK_LOG_LEVEL = process.env.JEJAK_LOG_LEVEL ?? 'info';
  const behind = SERVICES.map(({ name }) => name);
  if (entry === GATEWAY) {
    environment.JEJAK_UPSTREAMS = urls(ports, behind);
    environment.JEJAK_UPSTREAM_MANAGEMENT = urls(managementPorts, behind);
    environment.JEJAK_DATABASE_URL = databaseUrls.get(entry.name);
    environment.JEJAK_CLOCK_FILE = clockFile(home);
    environment.JEJAK_PUBLIC_URL = `http://localhost:${portOf(ports, entry.name)}`;
    return environment;
  }
  return {
    ...environment,
    JEJAK_DATABASE_URL: databaseUrls.get(entry.name),
    ...(kafkaBrokers.length > 0 ? { JEJAK_KAFKA_BROKERS: kafkaBrokers.join(',') } : {}),
    JEJAK_KAFKA_PARTITIONS: '3',
    ...(entry.name === 'policy' && seedLeavesOut.length > 0
      ? { JEJAK_SEED_LEAVES_OUT: seedLeavesOut.join(',') }
      : {}),
    JEJAK_FEEDS: urls(ports, behind),
    // The demonstration issuer's machine clients have no secrets but their names.
    JEJAK_CLIENT_SECRET: `service-${entry.name}`,
    JEJAK_KEY_STORE: home.keys,
    JEJAK_KEK_FILE: join(home.secrets, 'kek'),
    JEJAK_CLOCK_FILE: clockFile(home),
    JEJAK_HEARTBEAT_SEED_FILE: heartbeatSeedFile(home, entry.name),
    // Links in messages, and codes on papers, begin with it.
    ...(WITH_LINKS.includes(entry.name)
      ? { JEJAK_PUBLIC_URL: `http://localhost:${portOf(ports, GATEWAY.name)}` }
      : {}),
    ...(entry.name === 'audit'
      ? {
          // The name of the demonstration's log: it stays while ports change.
          JEJAK_LEDGER_ORIGIN: 'jejak.localhost/log',
          JEJAK_LEDGER_FOLDER: home.path('log'),
          JEJAK_LEDGER_SEED_FILE: join(home.secrets, 'log-seed'),
          JEJAK_LEDGER_SOURCE_KEYS_FILE: sourceKeysFile(home),
        }
      : {}),
  };
}

/** Business time of the demonstration (docs/adr/0006). */
export const clockFile = (home: Home): string => home.path('clock.json');

/** The process, ready to be supervised. */
export function serviceProgram(entry: ServiceEntry, installation: Installation): Program {
  const { home, ports, managementPorts } = installation;
  const probe = entry.hasManagementPort
    ? `${loopback(portOf(managementPorts, entry.name))}/ready`
    : `${loopback(portOf(ports, entry.name))}/.well-known/openid-configuration`;
  return {
    name: entry.name,
    command: process.execPath,
    args: [join(WORKSPACE, entry.entry)],
    env: environmentOf(entry, installation),
    cwd: WORKSPACE,
    logFile: home.log(entry.name),
    pidFile: home.pidFile(entry.name),
    ready: () => answersOk(probe),
    startLimitMs: 120_000,
    stopSteps: [{ signal: 'SIGTERM', limitMs: 60_000 }],
  };
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}
