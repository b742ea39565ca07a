import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, readRecord, type ProcessRecord } from '../src/process-record';

const dist = resolve(__dirname, '..', 'dist');
const jarCache = resolve(__dirname, '..', '..', '..', '.jejak', 'kafka');

/** The infrastructure on its own, as a process that can be killed. */
export interface Launcher {
  readonly child: ChildProcess;
  readonly postgresUrl: string;
  readonly kafkaBrokers: string[];
  /** What it has told the person at the terminal so far. */
  said(): string;
  /** Kills it as the kernel would, and nothing else. */
  kill(): Promise<void>;
  /** Closes its standard input and waits for its end; gives its exit code. */
  stop(): Promise<number | null>;
}

/** Resolves when both servers are up; rejects, with what it said, when it ends before. */
export async function startLauncher(home: string, ...args: string[]): Promise<Launcher> {
  const child = spawn(
    process.execPath,
    [join(dist, 'infrastructure.js'), '--home', home, '--fast', '--jar-cache', jarCache, ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    ended.then((code) => Promise.reject(new Error(`exit code ${code ?? 'none'}: ${said}`))),
  ]);
  const { postgresUrl, kafkaBrokers } = JSON.parse(line) as { postgresUrl: string; kafkaBrokers: string[] };
  return {
    child,
    postgresUrl,
    kafkaBrokers,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** The process that runs under this name in this home. */
export function recordOf(home: string, name: string): ProcessRecord {
  const record = readRecord(join(home, 'run', `${name}.json`));
  if (!record) throw new Error(`There is no record of ${name}.`);
  return record;
}

export const portsOf = (home: string): Record<string, number> =>
  JSON.parse(readFileSync(join(home, 'ports.json'), 'utf8')) as Record<string, number>;

/** Waits for a fact; a failure to find it out is not the fact. */
export async function eventually(fact: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  let last: unknown = 'never true';
  while (performance.now() < deadline) {
    try {
      if (await fact()) return;
    } catch (error) {
      last = error;
    }
    await delay(25);
  }
  throw new Error(`Not within ${limitMs / 1000} s: ${String(last)}`);
}

export const gone = (record: ProcessRecord): boolean => !isRunning(record);
