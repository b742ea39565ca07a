import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeVolume } from './kafka/docker-broker';
import { openHome, type Home } from './home';
import { stopLeftovers } from './leftovers';
import { placeOutside } from './postgres/place';
import { isRunning, readRecord } from './process-record';
import type { Report } from './report';

const PREFIX = 'jejak-test-';

/** A home for one run of tests, among the temporary files of the system. */
export function makeThrowAwayHome(): Home {
  return openHome(mkdtempSync(join(tmpdir(), PREFIX)));
}

/** Removes the home with everything outside of it that belongs to it. Nothing of it may run any more. */
export async function removeHome(home: Home, inDocker: boolean): Promise<void> {
  const outside = placeOutside(home);
  if (outside !== undefined) rmSync(outside, { recursive: true, force: true });
  if (inDocker) await removeVolume(home);
  rmSync(home.folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * A test run that was killed leaves a server and its data behind, and no later run uses that home again: so each run first
 * clears away the homes whose launcher is dead. A home without a launcher's record may just be coming up and is left.
 */
export async function sweepThrowAwayHomes(report: Report): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const holder = readRecord(join(folder, 'launcher.json'));
    if (!holder || isRunning(holder)) continue;
    try {
      const home = openHome(folder);
      await stopLeftovers(home, report);
      await removeHome(home, false);
    } catch (error) {
      report(`${folder} could not be cleared away: ${(error as Error).message}`);
    }
  }
}
