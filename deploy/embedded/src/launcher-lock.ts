import { linkSync, renameSync, rmSync } from 'node:fs';
import { isRunning, observe, readRecord, writeRecord, type ProcessRecord } from './process-record';

/** Another launcher works in this home. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  constructor(readonly holder: ProcessRecord) {
    super(`Already running here as process ${holder.pid}.`);
  }
}

/** The launcher that works in this home now, if one does. */
export function holderOf(file: string): ProcessRecord | undefined {
  const holder = readRecord(file);
  return holder && isRunning(holder) ? holder : undefined;
}

/**
 * One launcher per home. The file names its holder; a holder that was killed is recognised by its record and set aside.
 * Returns what gives the lock back. Throws {@link AlreadyRunning}.
 */
export function lockLauncher(file: string): () => void {
  const me = observe(process.pid);
  if (!me) throw new Error('This process cannot see itself; is /proc mounted?');
  const mine = `${file}.${process.pid}`;
  writeRecord(mine, me);
  try {
    for (;;) {
      try {
        // A link is made or refused in one step: of two launchers one gets it.
        linkSync(mine, file);
        return () => {
          if (readRecord(file)?.pid === process.pid) rmSync(file, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder) throw new AlreadyRunning(holder);
      setAside(file, mine);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead holder's file, unless another launcher has replaced it between the look and the move: then puts it back. */
function setAside(file: string, mine: string): void {
  const aside = `${mine}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readRecord(aside);
  if (moved && isRunning(moved)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}
