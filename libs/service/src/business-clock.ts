import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '@jejak/kernel';

/** The time of the machine, which is business time wherever nothing is simulated. */
export const machineClock: Clock = { now: () => new Date().toISOString() };

interface Simulation {
  /** The business instant at the time of writing. */
  readonly at: string;
  /** The machine instant at which it was written: from there it ticks on. Absent: it stands still. */
  readonly since?: string;
}

const parse = (text: string, file: string): Simulation => {
  const value = JSON.parse(text) as Partial<Simulation>;
  if (typeof value.at !== 'string' || Number.isNaN(Date.parse(value.at)))
    throw new Error(`${file} holds no simulated time: {"at": instant, "since"?: machine instant}`);
  return { at: value.at, ...(value.since === undefined ? {} : { since: value.since }) };
};

/**
 * Business time from a file that every service of an installation reads (docs/adr/0006): an advance holds for all of them
 * at once. Without the file it is the machine's time. Never goes back, even if the file does.
 * @param file written whole and renamed into place
 */
export const simulatedClock = (file: string): Clock => {
  let simulation: Simulation | null = null;
  let readMtimeNs = -1n;
  let latestMs = 0;
  const refresh = (): void => {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined || stat.mtimeNs === readMtimeNs) return;
    simulation = parse(readFileSync(file, 'utf8'), file);
    readMtimeNs = stat.mtimeNs;
  };
  return {
    now: () => {
      refresh();
      const machineMs = Date.now();
      const { at, since } = simulation ?? { at: new Date(machineMs).toISOString(), since: undefined };
      const elapsedMs = since === undefined ? 0 : Math.max(0, machineMs - Date.parse(since));
      latestMs = Math.max(latestMs, Date.parse(at) + elapsedMs);
      return new Date(latestMs).toISOString();
    },
  };
};
