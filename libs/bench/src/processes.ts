import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@jejak/testing/faults';
import { createDatabase, type Servers, WORKSPACE } from './servers';

/** A machine that does much else besides takes minutes to start a service. */
const READY_MS = 150_000;
const ANSWER_MS = 5_000;

/** A service that runs in a process of its own. */
export interface ServiceProcess {
  readonly api: string;
  readonly management: string;
  readonly databaseUrl: string;
  readonly pid: number;
}

/** How a service is started otherwise than most. */
export interface Starting {
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Of a database that it has already; default a new one. */
  readonly databaseUrl?: string;
}

/** Real services as processes over the servers of a bench: a folder, keys, a clock and topics of their own. */
export class Processes {
  private readonly running: ChildProcess[] = [];
  private readonly dropping: (() => Promise<void>)[] = [];
  private said = '';
  readonly kek = randomBytes(32);
  /** Topics of its own, on a broker that others may use too. */
  readonly prefix = `bench-${randomBytes(6).toString('hex')}`;
  readonly folder: string;

  /** @param businessTime on which the seeded policies are in force */
  constructor(
    name: string,
    private readonly servers: Servers,
    businessTime: string,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), `jejak-bench-${name}-`));
    // Whatever ends this process: nothing of it goes on.
    process.once('exit', () => this.end());
    writeFileSync(join(this.folder, 'kek'), this.kek, { mode: 0o600 });
    writeFileSync(join(this.folder, 'clock.json'), JSON.stringify({ at: businessTime }));
  }

  /** What the processes said last, for whoever reports a failure. */
  get lastWords(): string {
    return this.said;
  }

  get keyFolder(): string {
    return join(this.folder, 'keys');
  }

  /** The demonstration's issuer. @returns its address */
  async startIssuer(): Promise<string> {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const state = join(this.folder, 'issuer');
    mkdirSync(state);
    this.spawn([join(WORKSPACE, 'deploy', 'embedded', 'dist', 'issuer', 'main.js')], {
      ...{ PORT: String(port), JEJAK_OIDC_ISSUER: issuer, JEJAK_ISSUER_STATE: state },
    });
    await this.ready(`${issuer}/.well-known/openid-configuration`);
    return issuer;
  }

  async startService(
    name: string,
    issuer: string,
    { nodeArguments = [], environment = {}, databaseUrl }: Starting = {},
  ): Promise<ServiceProcess> {
    const url = databaseUrl ?? (await this.database(name));
    const [port, management] = [await freePort(), await freePort()];
    const pid = this.spawn([...nodeArguments, join(WORKSPACE, 'services', name, 'dist', 'main.js')], {
      ...{ PORT: String(port), JEJAK_MANAGEMENT_PORT: String(management), JEJAK_LOG_LEVEL: 'error' },
      ...{ JEJAK_DATABASE_URL: url, JEJAK_KAFKA_BROKERS: this.servers.kafkaBrokers.join(',') },
      JEJAK_TOPIC_PREFIX: this.prefix,
      ...{ JEJAK_KAFKA_PARTITIONS: '3', JEJAK_OIDC_ISSUER: issuer },
      ...{ JEJAK_KEY_STORE: this.keyFolder, JEJAK_KEK_FILE: join(this.folder, 'kek') },
      JEJAK_CLOCK_FILE: join(this.folder, 'clock.json'),
      ...environment,
    });
    await this.ready(`http://127.0.0.1:${management}/ready`);
    const at = (of: number): string => `http://127.0.0.1:${of}`;
    return { api: at(port), management: at(management), databaseUrl: url, pid };
  }

  /** Its database stays. */
  async stopService({ pid }: ServiceProcess): Promise<void> {
    const at = this.running.findIndex((child) => child.pid === pid);
    const [child] = at < 0 ? [] : this.running.splice(at, 1);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  private async database(name: string): Promise<string> {
    const database = await createDatabase(this.servers.postgresUrl, name);
    this.dropping.push(() => database.drop());
    return database.url;
  }

  /** The front door of one service. @returns its address */
  async startGateway(name: string, { api, management }: ServiceProcess, issuer: string): Promise<string> {
    const [port, ownManagement] = [await freePort(), await freePort()];
    this.spawn([join(WORKSPACE, 'services', 'gateway', 'dist', 'main.js')], {
      ...{ PORT: String(port), JEJAK_MANAGEMENT_PORT: String(ownManagement), JEJAK_LOG_LEVEL: 'error' },
      ...{ JEJAK_OIDC_ISSUER: issuer, JEJAK_UPSTREAMS: JSON.stringify({ [name]: api }) },
      JEJAK_UPSTREAM_MANAGEMENT: JSON.stringify({ [name]: management }),
    });
    await this.ready(`http://127.0.0.1:${ownManagement}/ready`);
    return `http://127.0.0.1:${port}`;
  }

  /** Runs a program of this workspace to its end. @returns what it printed, and its exit code */
  async run(
    program: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
    began: (pid: number) => void,
  ): Promise<{ readonly printed: string; readonly code: number | null }> {
    const child = spawn(process.execPath, [join(WORKSPACE, program), ...args], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.running.push(child);
    began(child.pid ?? 0);
    const [printed] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr).then((said) => (this.said += said)),
      once(child, 'close'),
    ]);
    return { printed, code: child.exitCode };
  }

  /** At once, without waiting for anything. */
  end(): void {
    for (const child of this.running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    for (const child of this.running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    for (const drop of this.dropping) await drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn(args: readonly string[], environment: Readonly<Record<string, string>>): number {
    // A service refuses to start on a JEJAK_ name that it does not read.
    const surroundings = Object.entries(process.env).filter(([name]) => !name.startsWith('JEJAK_'));
    const child = spawn(process.execPath, args, {
      env: { ...Object.fromEntries(surroundings), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (this.said = (this.said + String(chunk)).slice(-10_000)));
    this.running.push(child);
    return child.pid ?? 0;
  }

  private async ready(url: string): Promise<void> {
    const until = performance.now() + READY_MS;
    while (performance.now() < until) {
      const ended = this.running.find(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null);
      if (ended) throw new Error(`a process ended before ${url} was ready\n${this.said}`);
      // Whoever else may listen there need not answer.
      const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok) return;
      await pause(100);
    }
    throw new Error(`${url} did not get ready\n${this.said}`);
  }
}
