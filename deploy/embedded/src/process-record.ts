import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LAYING_OUT_POLL_MS = 2;

/**
 * A process as it was seen when we started it. A pid alone is not an identity: the system gives it to someone else
 * once the process is gone. The command line and the moment of birth together are one, so a process is stopped
 * only when both still agree with what was written down.
 */
export interface ProcessRecord {
  readonly pid: number;
  readonly command: string;
  /** Boot and clock tick of its birth; compared as text only. */
  readonly startedAt: string;
}

/** The process that has this pid now, or nothing when there is none (a zombie is none). */
export function observe(pid: number): ProcessRecord | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? observeByProc(pid) : observeByPs(pid);
}

function observeByProc(pid: number): ProcessRecord | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    if (command === '') return undefined;
    // The name, in parentheses, may hold blanks: the numbered fields begin after the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { pid, command, startedAt: `${boot}:${fields[19] ?? ''}` };
  } catch {
    return undefined;
  }
}

function observeByPs(pid: number): ProcessRecord | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    // lstart is always five words, e.g. "Mon Jan  5 10:00:00 2026".
    const [, startedAt, command] = /^(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/s.exec(line) ?? [];
    return startedAt !== undefined && command !== undefined ? { pid, command, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The record of a program that was just started; nothing when it could not be run, or ended first.
 *
 * It is waited for, since spawning returns while the kernel is still laying out the new program, and until it has done so
 * the process shows no command line. On a busy machine that can be long enough to be seen.
 */
export async function recordOf(child: ChildProcess): Promise<ProcessRecord | undefined> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const record = observe(child.pid);
    if (record) return record;
    await delay(LAYING_OUT_POLL_MS);
  }
  return undefined;
}

/** Is the very process that was written down still running? */
export function isRunning(record: ProcessRecord): boolean {
  const now = observe(record.pid);
  return now !== undefined && now.command === record.command && now.startedAt === record.startedAt;
}

/** Writes the record so that a reader sees the whole of it or nothing. */
export function writeRecord(file: string, record: ProcessRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record)}\n`);
  renameSync(draft, file);
}

/** What the file says, or nothing when it is missing or torn. It proves nothing: ask {@link isRunning}. */
export function readRecord(file: string): ProcessRecord | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return undefined;
    const { pid, command, startedAt } = read as Partial<ProcessRecord>;
    if (typeof pid !== 'number' || typeof command !== 'string' || typeof startedAt !== 'string')
      return undefined;
    return { pid, command, startedAt };
  } catch {
    return undefined;
  }
}

export function eraseRecord(file: string): void {
  rmSync(file, { force: true });
}

/** A signal and how long it may take before the next, stronger one. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly limitMs: number;
}

/** Stops exactly this process, by ever stronger signals; does nothing when it is gone or is someone else now. */
export async function stopProcess(record: ProcessRecord, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, limitMs } of [...steps, { signal: 'SIGKILL', limitMs: 10_000 } as const]) {
    if (!isRunning(record)) return;
    try {
      process.kill(record.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await ends(record, limitMs)) return;
  }
  throw new Error(`Process ${record.pid} does not end: ${record.command}`);
}

async function ends(record: ProcessRecord, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    if (!isRunning(record)) return true;
    await delay(20);
  }
  return !isRunning(record);
}
