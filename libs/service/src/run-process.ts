import { settingsOrExit } from '@jejak/http';
import { SHUTDOWN_LIMIT_MS } from './shutdown';

/** What runs until it is told to stop. */
export interface Stoppable {
  /** @returns whether everything ended in time */
  stop(): Promise<boolean>;
}

/**
 * The frame of every `main`: reads the settings (exit 78 with all that is wrong), boots, and stops in order on SIGTERM or
 * SIGINT. A second signal ends the process at once; so does a shutdown that takes longer than 50 s.
 */
export const runProcess = <Settings extends object>(
  name: string,
  settingsClass: new () => Settings,
  boot: (settings: Settings) => Promise<Stoppable>,
): void => {
  const booting = boot(settingsOrExit(settingsClass));
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    booting
      .then((running) => running.stop())
      .then(
        (clean) => process.exit(clean ? 0 : 1),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  booting.catch((error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${name} could not start: ${reason}\n`);
    process.exit(1);
  });
};
