import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs } from './back-off';
import {
  eraseRecord,
  recordOf,
  stopProcess,
  writeRecord,
  type ProcessRecord,
  type StopStep,
} from './process-record';
import type { Report } from './report';

/** A program to keep running. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The account to run as; the launcher's own when absent. */
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly logFile: string;
  readonly pidFile: string;
  /** Runs before each launch, e.g. to clear away what a killed predecessor left. */
  readonly prepare?: () => Promise<void>;
  /** Does it answer? Asked again and again while it starts. */
  readonly ready: () => Promise<boolean>;
  /** How long it may take from launch to ready on the first start. */
  readonly startLimitMs: number;
  readonly stopSteps: readonly StopStep[];
  /** Replaces the first signal where one does not reach the program itself, e.g. a container. */
  readonly askToStop?: () => Promise<void>;
}

/** A program did not come up; the message ends with the last lines of its log. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
}

const READY_POLL_MS = 50;
const ATTEMPTS_AT_START = 6;
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;
/** A run this long counts as healthy: the next death starts the back-off from the beginning. */
const HEALTHY_AFTER_MS = 60_000;

interface Run {
  readonly child: ChildProcess;
  readonly record: Promise<ProcessRecord | undefined>;
  readonly exited: Promise<string>;
  readonly logOffset: number;
  readonly since: number;
  ended?: string;
}

/**
 * Keeps one program running until told to stop: whatever ends it - a crash, the kernel, a person with `kill -9` - it is
 * started again, with back-off, and counted.
 *
 * Each program leads a process group of its own, so that Ctrl-C at the terminal reaches the launcher alone and the
 * order of stopping stays ours.
 */
export class Supervised {
  #run: Run | undefined;
  #restarts = 0;
  #failuresInARow = 0;
  readonly #stopping = new AbortController();

  constructor(
    private readonly program: Program,
    private readonly report: Report,
  ) {}

  get name(): string {
    return this.program.name;
  }

  /** How often it was started again after it had been up. */
  get restarts(): number {
    return this.#restarts;
  }

  get pid(): number | undefined {
    return this.#run?.ended === undefined ? this.#run?.child.pid : undefined;
  }

  /** Resolves when it answers. Throws {@link StartFailed} when it dies repeatedly or takes too long. */
  async start(): Promise<void> {
    const deadline = performance.now() + this.program.startLimitMs;
    for (let attempt = 1; ; attempt++) {
      const run = await this.#launch();
      const outcome = await this.#readyOrEnded(run, deadline);
      if (outcome === 'ready') return this.#watch(run);
      if (this.#stopping.signal.aborted)
        throw new StartFailed(`${this.name} was told to stop while it was starting.`);
      if (outcome === 'late') {
        await this.#end(run);
        throw this.#failed(run, `is not ready after ${this.program.startLimitMs / 1000} s`);
      }
      // A program that cannot be run at all will not come to be in a second.
      if (attempt === ATTEMPTS_AT_START || run.child.pid === undefined)
        throw this.#failed(run, `ends at once (${run.ended ?? ''})`);
      await this.#pause(backOffMs(attempt));
    }
  }

  /** Ends the program and stays ended. Safe to call at any moment, more than once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#run) await this.#end(this.#run);
  }

  #watch(run: Run): void {
    void run.exited.then(async (how) => {
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - run.since > HEALTHY_AFTER_MS) this.#failuresInARow = 0;
      this.report(`${this.name} ended (${how}); starting it again`);
      await this.#comeBack();
    });
  }

  async #comeBack(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#pause(backOffMs(++this.#failuresInARow));
      if (this.#stopping.signal.aborted) return;
      try {
        const run = await this.#launch();
        const outcome = await this.#readyOrEnded(run, Number.POSITIVE_INFINITY);
        if (outcome !== 'ready') {
          if (!this.#stopping.signal.aborted)
            this.report(`${this.name} ended again (${run.ended ?? 'unknown'})`);
          continue;
        }
        this.#restarts += 1;
        this.report(`${this.name} is back (restart ${this.#restarts})`);
        return this.#watch(run);
      } catch (error) {
        this.report(`${this.name} could not be started: ${(error as Error).message}`);
      }
    }
  }

  async #launch(): Promise<Run> {
    const { program } = this;
    await program.prepare?.();
    if (this.#stopping.signal.aborted)
      throw new StartFailed(`${this.name} was told to stop while it was starting.`);
    mkdirSync(dirname(program.logFile), { recursive: true });
    if (existsSync(program.logFile) && statSync(program.logFile).size > LOG_LIMIT_BYTES)
      renameSync(program.logFile, `${program.logFile}.1`);
    const log = openSync(program.logFile, 'a');
    const logOffset = statSync(program.logFile).size;
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      stdio: ['ignore', log, log],
      detached: true,
      ...program.account,
    });
    closeSync(log);
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
    });
    const run: Run = { child, record: recordOf(child), exited, logOffset, since: performance.now() };
    void exited.then((how) => {
      run.ended = how;
    });
    this.#run = run;
    const record = await run.record;
    if (record) writeRecord(program.pidFile, record);
    return run;
  }

  async #readyOrEnded(run: Run, deadline: number): Promise<'ready' | 'ended' | 'late'> {
    let ended = false;
    void run.exited.then(() => (ended = true));
    while (!ended && !this.#stopping.signal.aborted) {
      if (await this.program.ready().catch(() => false)) return ended ? 'ended' : 'ready';
      if (performance.now() > deadline) return 'late';
      await Promise.race([run.exited, delay(READY_POLL_MS)]);
    }
    return 'ended';
  }

  async #end(run: Run): Promise<void> {
    if (run.ended === undefined) {
      await this.program.askToStop?.();
      const record = await run.record;
      if (record) await stopProcess(record, this.program.stopSteps);
      await run.exited;
    }
    eraseRecord(this.program.pidFile);
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #failed(run: Run, what: string): StartFailed {
    return new StartFailed(
      `${this.name} ${what}. ${this.program.logFile} says:\n${tail(this.program.logFile, run)}`,
    );
  }
}

/** The last lines this run wrote: a log of yesterday would mislead. */
function tail(file: string, { logOffset }: Run): string {
  const from = Math.max(logOffset, statSync(file).size - 4_000);
  const buffer = Buffer.alloc(4_000);
  const fd = openSync(file, 'r');
  try {
    const length = readSync(fd, buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, length).trim().split('\n').slice(-15).join('\n');
  } finally {
    closeSync(fd);
  }
}
