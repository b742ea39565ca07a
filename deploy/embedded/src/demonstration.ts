import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE, type Home } from './home';
import { clockFile } from './services';
import { eraseRecord, recordOf, stopProcess, writeRecord } from './process-record';

const CLI = join(WORKSPACE, 'libs', 'cli', 'bin', 'jejak.cjs');
const NAME = 'demo-loader';

/** The day on which the demonstration's installation begins; the loader moves the clock on from here. */
const FIRST_MOMENT = '2025-10-01T01:00:00.000Z';

/** The first version of these is drafted, consulted on and approved in the demonstration (domain.md 15). */
export const DECIDED_HERE: readonly string[] = ['perf.result'];

/** Lets business time stand at the first moment of a demonstration that has not begun. */
export function prepareClock(home: Home): void {
  const file = clockFile(home);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ at: FIRST_MOMENT }));
}

const markerOf = (home: Home): string => home.path('demo-loaded');

/** Whether business time has begun here: the demonstration is loaded, or being loaded. */
export const holdsDemonstration = (home: Home): boolean => existsSync(clockFile(home));

/**
 * Another city lives here: later starts load no demonstration, and business time goes on from where that city's life ended.
 * @param at ISO instant
 */
export function takePlaceOfDemonstration(home: Home, at: string): void {
  const file = clockFile(home);
  // Renamed into place: nobody reads half of it.
  writeFileSync(`${file}.new`, JSON.stringify({ at, since: new Date().toISOString() }));
  renameSync(`${file}.new`, file);
  writeFileSync(markerOf(home), '');
}

/** What became of loading the demonstration city. */
export type Loading = 'already there' | 'loaded' | 'stopped' | { readonly failed: string };

/**
 * Loads the demonstration city through the public APIs, once per home. The loader is a process with a record of its own:
 * it is stopped with the launcher, and found again if the launcher was killed.
 */
export async function loadDemonstration(home: Home, url: string, stopped: AbortSignal): Promise<Loading> {
  const marker = markerOf(home);
  if (existsSync(marker)) return 'already there';
  if (!existsSync(CLI)) return { failed: `${CLI} does not exist` };

  const loader = spawn(process.execPath, [CLI, 'demo', 'load'], {
    cwd: WORKSPACE,
    env: { ...process.env, JEJAK_URL: url, JEJAK_HOME: home.folder, JEJAK_CLOCK_FILE: clockFile(home) },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const ended = once(loader, 'exit');
  const record = await recordOf(loader);
  if (record) writeRecord(home.pidFile(NAME), record);
  const stop = (): void => {
    if (record) void stopProcess(record, [{ signal: 'SIGTERM', limitMs: 10_000 }]);
  };
  stopped.addEventListener('abort', stop, { once: true });
  if (stopped.aborted) stop();
  try {
    const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
    if (stopped.aborted) return 'stopped';
    if (code !== 0) return { failed: `the loader ended with ${signal ?? `exit code ${code ?? 'unknown'}`}` };
    writeFileSync(marker, '');
    return 'loaded';
  } catch (error) {
    return { failed: (error as Error).message };
  } finally {
    stopped.removeEventListener('abort', stop);
    eraseRecord(home.pidFile(NAME));
  }
}
