import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '@jejak/testing/faults';
import { Client } from 'pg';

/** From `dist/fault` or `src/fault`. */
export const WORKSPACE = resolve(__dirname, '..', '..', '..', '..');

/** A killed server and its supervisor's patience, on a loaded machine. */
const COMES_BACK_MS = 120_000;

/** This machine has no such server that could be killed. */
export class CannotStrike extends Error {
  override readonly name = 'CannotStrike';
}

/** PostgreSQL and Kafka of this run's own, durable, that come back by themselves when they are killed. */
export class Servers {
  private constructor(
    private readonly child: ChildProcess,
    private readonly home: string,
    readonly postgresUrl: string,
    readonly brokers: readonly string[],
  ) {}

  /** @throws Error with what the runtime said when they do not start */
  static async start(): Promise<Servers> {
    const embedded = join(WORKSPACE, 'deploy', 'embedded', 'dist', 'infrastructure.js');
    if (!existsSync(embedded)) throw new Error('The embedded runtime is not built: npx nx build embedded');
    const jars = join(WORKSPACE, '.jejak', 'kafka');
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(JEJAK_|JEST_|KAFKA_BROKERS$|NODE_OPTIONS$)/.test(name),
      ),
    );
    // It ends when its standard input does, so with this process whatever becomes of it.
    const child = spawn(process.execPath, [embedded, '--throw-away', '--jar-cache', jars], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      env: environment,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
      once(child, 'exit').then(() => undefined),
    ]);
    if (line === undefined) throw new Error(`PostgreSQL and Kafka did not start:\n${said}`);
    const { home, postgresUrl, kafkaBrokers } = JSON.parse(line) as {
      home: string;
      postgresUrl: string;
      kafkaBrokers: readonly string[];
    };
    return new Servers(child, home, postgresUrl, kafkaBrokers);
  }

  /**
   * `kill -9`. Resolves when another process of that name answers.
   * @returns what proves it
   * @throws CannotStrike where it is no process of this machine
   */
  async kill(name: 'postgres' | 'kafka'): Promise<string> {
    const victim = await eventually(`${name} runs`, () => this.running(name), COMES_BACK_MS);
    if (/(^|\/)docker /.test(victim.command)) throw new CannotStrike(`${name} runs in a container`);
    process.kill(victim.pid, 'SIGKILL');
    const next = await eventually(
      `${name} is started again`,
      () => {
        const now = this.running(name);
        return now && now.pid !== victim.pid ? now : undefined;
      },
      COMES_BACK_MS,
    );
    await eventually(`${name} answers again`, () => this.answers(name), COMES_BACK_MS);
    return `process ${victim.pid} was killed, ${next.pid} answers`;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }

  private running(name: string): { readonly pid: number; readonly command: string } | undefined {
    try {
      const { pid, command } = JSON.parse(readFileSync(join(this.home, 'run', `${name}.json`), 'utf8')) as {
        pid: number;
        command: string;
      };
      // Its number may be somebody else's by now.
      const now = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return now === command ? { pid, command } : undefined;
    } catch {
      return undefined;
    }
  }

  private async answers(name: 'postgres' | 'kafka'): Promise<boolean> {
    if (name === 'kafka') return answersAt(Number(this.brokers[0].split(':')[1]));
    const client = new Client({ connectionString: this.postgresUrl, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const answersAt = (port: number): Promise<boolean> =>
  new Promise((found) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), found(true)));
    socket.once('error', () => found(false));
  });
