import { eventually, freePort } from '@jejak/testing';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { kill, processesOf } from './processes';

export const WORKSPACE = resolve(__dirname, '..', '..');

/** A loaded machine starts everything in a minute and tells the story in three; a broken one does not start at all. */
const START_LIMIT_MS = 900_000;
const STOP_LIMIT_MS = 90_000;

const answersAt = (port: number): Promise<boolean> =>
  new Promise((found) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), found(true)));
    socket.once('error', () => found(false));
  });

/** The caller's environment as at a terminal: nothing of the test run, and no broker or database of somebody else. */
const atTheTerminal = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(JEJAK_|JEST_|KAFKA_BROKERS$|NODE_ENV$|NODE_OPTIONS$|PORT$)/.test(name),
    ),
  );

/** What a command of the command line did. */
export interface Told {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Spawned = ChildProcessByStdio<null, Readable, Readable>;

/** What a program says until it ends. */
export const toTheEnd = async (child: Spawned): Promise<Told> => {
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...told };
};

/** One installation, started as `npm start` does it, in a home of its own that ends with it. */
export class City {
  readonly home = mkdtempSync(join(tmpdir(), 'jejak-e2e-'));
  private port = 0;

  /** @param environment what the person at the terminal has set besides; may change between two starts */
  constructor(public environment: Readonly<Record<string, string>> = {}) {}

  private launcher: { child: Spawned; ended: Promise<number | null>; said: string } | undefined;

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The port of the gateway. */
  get gatewayPort(): number {
    return this.port;
  }

  /** What the launcher has told the person at the terminal since it was started. */
  get said(): string {
    return this.launcher?.said ?? '';
  }

  /** Whether it was started and not stopped since. */
  get isUp(): boolean {
    return this.launcher !== undefined;
  }

  /** Resolves when everything is up and the demonstration is loaded. @throws Error with what was said, when it is not */
  async start(): Promise<void> {
    this.shareJars();
    this.port ||= await freePort();
    const child = this.spawn(['deploy', 'embedded', 'dist', 'main.js']);
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const launcher = { child, ended, said: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (launcher.said += chunk.toString()));
    this.launcher = launcher;
    let over = false;
    void ended.then(() => (over = true));
    await eventually(
      'the launcher says how to sign in, or gives up',
      () => over || /A token +JEJAK_URL|could not be loaded/.test(launcher.said),
      START_LIMIT_MS,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${launcher.said}`);
    });
    if (over || launcher.said.includes('could not be loaded')) throw new Error(launcher.said);
  }

  /** Asks the launcher to stop, as Ctrl-C does. @returns its exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { launcher } = this;
    if (!launcher) throw new Error('It was not started.');
    launcher.child.kill(signal);
    let code: number | null | undefined;
    void launcher.ended.then((ended) => (code = ended));
    await eventually('the launcher ends', () => code !== undefined, STOP_LIMIT_MS);
    this.launcher = undefined;
    return code ?? null;
  }

  /** Whatever became of it: leaves no process and no file. */
  async end(): Promise<void> {
    try {
      if (this.launcher) await this.stop();
    } finally {
      for (const left of processesOf(this.home)) kill(left);
      await eventually('nothing of it runs', () => processesOf(this.home).length === 0);
      rmSync(this.home, { recursive: true, force: true });
    }
  }

  /** The ports at which something of it listens. */
  async listening(): Promise<string[]> {
    const ports = JSON.parse(readFileSync(join(this.home, 'ports.json'), 'utf8')) as Record<string, number>;
    const answers = await Promise.all(
      Object.entries({ ...ports, gateway: this.port }).map(async ([name, port]) =>
        (await answersAt(port)) ? [name] : [],
      ),
    );
    return answers.flat();
  }

  /** `npx jejak …` */
  jejak(...args: readonly string[]): Promise<Told> {
    return toTheEnd(this.spawn(['libs', 'cli', 'bin', 'jejak.cjs'], args));
  }

  /** What a launcher does in a home that has one. */
  secondLauncher(): Promise<Told> {
    return toTheEnd(this.spawn(['deploy', 'embedded', 'dist', 'main.js']));
  }

  private spawn(program: readonly string[], args: readonly string[] = []): Spawned {
    return spawn(process.execPath, [join(...program), ...args], {
      cwd: WORKSPACE,
      env: {
        ...atTheTerminal(),
        ...{ JEJAK_HOME: this.home, JEJAK_URL: this.url, PORT: String(this.port) },
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** The broker's jars are those that other tests have fetched, so that no run downloads them again. */
  private shareJars(): void {
    const [shared, own] = [join(WORKSPACE, '.jejak', 'kafka'), join(this.home, 'kafka', 'jars')];
    mkdirSync(shared, { recursive: true });
    mkdirSync(join(this.home, 'kafka'), { recursive: true });
    try {
      symlinkSync(shared, own);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
