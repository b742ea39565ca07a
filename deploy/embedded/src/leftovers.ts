import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Home } from './home';
import { eraseRecord, isRunning, readRecord, stopProcess, type StopStep } from './process-record';
import type { Report } from './report';

const POSTGRES: readonly StopStep[] = [
  { signal: 'SIGINT', limitMs: 20_000 },
  { signal: 'SIGQUIT', limitMs: 10_000 },
];
const OTHERS: readonly StopStep[] = [{ signal: 'SIGTERM', limitMs: 20_000 }];

/**
 * Stops what a killed launcher left running: first the services, then the broker, then the database. A process is
 * stopped only when its record still fits; a pid that belongs to someone else now is left alone and its record dropped.
 */
export async function stopLeftovers(home: Home, report: Report): Promise<void> {
  const files = readdirSync(home.run).filter((file) => file.endsWith('.json'));
  const rank = (file: string): number => ['kafka.json', 'postgres.json'].indexOf(file);
  for (const round of [-1, 0, 1])
    await Promise.all(
      files.filter((file) => rank(file) === round).map((file) => stopLeftover(home, file, report)),
    );
}

async function stopLeftover(home: Home, file: string, report: Report): Promise<void> {
  const path = join(home.run, file);
  const record = readRecord(path);
  if (record && isRunning(record)) {
    report(
      `Stopping ${basename(file, '.json')} (process ${record.pid}), left over from a launcher that was killed`,
    );
    await stopProcess(record, file === 'postgres.json' ? POSTGRES : OTHERS);
  }
  eraseRecord(path);
}
