import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RelayStatus } from '@jejak/messaging';
import { eventually, freePort } from '@jejak/testing/faults';
import { type ServiceProcessSettings, SETTINGS_VARIABLE } from '../service/settings';
import type { Arm, StrikeLine } from '../service/strikes';
import { WORKSPACE } from './servers';

const MAIN = join(WORKSPACE, 'libs', 'chaos', 'dist', 'service', 'main.js');
const READY_MS = 120_000;
const STRIKE_MS = 60_000;

/** What a replica says of itself. */
export interface ReplicaStatus {
  readonly relay: RelayStatus;
  readonly inFlight: number;
}

/** One replica: a process of its own that is started again whenever it ends. */
export class ServiceProcess {
  restarts = 0;
  private child: ChildProcess | undefined;
  private stopping = false;

  private constructor(
    readonly settings: ServiceProcessSettings,
    private readonly logFile: string,
  ) {}

  /** @param folder for its log */
  static async start(
    settings: Omit<ServiceProcessSettings, 'port'>,
    folder: string,
  ): Promise<ServiceProcess> {
    if (!existsSync(MAIN)) throw new Error('The service of the chaos test is not built: npx nx build chaos');
    const log = join(folder, `${settings.process}.log`);
    const replica = new ServiceProcess({ ...settings, port: await freePort() }, log);
    replica.launch();
    await replica.isReady();
    return replica;
  }

  get name(): string {
    return this.settings.process;
  }

  get port(): number {
    return this.settings.port;
  }

  /** Resolves when the process that runs now, or the next one, answers. */
  async isReady(): Promise<void> {
    await eventually(`${this.name} is ready`, async () => (await this.status()) !== null, READY_MS);
  }

  /** Null while it does not answer. */
  async status(): Promise<ReplicaStatus | null> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}/status`, {
        signal: AbortSignal.timeout(2_000),
      });
      return (await answer.json()) as ReplicaStatus;
    } catch {
      return null;
    }
  }

  /** `kill -9`. @returns what proves it */
  async kill(): Promise<string> {
    const child = await this.alive();
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    const [, signal] = (await gone) as [number | null, NodeJS.Signals | null];
    await this.isReady();
    return `process ${child.pid} ended by ${signal}`;
  }

  /** Lets it strike itself the next time that it comes to a point. @returns its proof; null when it never came there */
  async strike(arm: Arm): Promise<StrikeLine | null> {
    const child = await this.alive();
    const before = this.strikes().length;
    const gone = arm.signal === 'SIGKILL' ? once(child, 'exit') : undefined;
    child.send(arm);
    try {
      const line = await eventually(
        `${this.name} strikes at ${arm.strike}`,
        () => this.strikes()[before],
        STRIKE_MS,
      );
      await gone;
      return line;
    } catch {
      return null;
    }
  }

  /** Lets a process that stands still go on. */
  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async alive(): Promise<ChildProcess> {
    return eventually(`${this.name} runs`, () =>
      this.child && this.child.exitCode === null && this.child.signalCode === null ? this.child : undefined,
    );
  }

  private strikes(): StrikeLine[] {
    if (!existsSync(this.settings.strikeFile)) return [];
    return readFileSync(this.settings.strikeFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as StrikeLine);
  }

  private launch(): void {
    const log = openSync(this.logFile, 'a');
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(JEJAK_|JEST_|NODE_OPTIONS$)/.test(name)),
    );
    const child = fork(MAIN, {
      env: { ...environment, [SETTINGS_VARIABLE]: JSON.stringify(this.settings) },
      stdio: ['ignore', log, log, 'ipc'],
      execArgv: [],
    });
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.stopping) return;
      this.restarts += 1;
      this.launch();
    });
    this.child = child;
  }
}
