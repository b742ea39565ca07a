import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The workspace this code was built in: `deploy/embedded/dist` → three up. */
export const WORKSPACE = resolve(__dirname, '..', '..', '..');

/**
 * The folder that holds all of one installation: databases, broker, keys, logs. Two installations on one machine differ
 * in their home and in nothing else.
 */
export interface Home {
  readonly folder: string;
  readonly logs: string;
  readonly secrets: string;
  readonly keys: string;
  /** The records of running processes. */
  readonly run: string;
  path(...parts: string[]): string;
  log(name: string): string;
  pidFile(name: string): string;
}

/** `JEJAK_HOME`, or `.jejak` in the workspace. */
export const defaultHomeFolder = (): string => resolve(process.env.JEJAK_HOME ?? join(WORKSPACE, '.jejak'));

/**
 * Makes the folder if need be, closed to others. Only root's is traversable (not listable), because its PostgreSQL runs as an
 * account of its own; what is secret is closed by its own mode.
 */
export function openHome(folder: string): Home {
  const path = (...parts: string[]): string => join(folder, ...parts);
  const home: Home = {
    folder,
    logs: path('logs'),
    secrets: path('secrets'),
    keys: path('keys'),
    run: path('run'),
    path,
    log: (name) => path('logs', `${name}.log`),
    pidFile: (name) => path('run', `${name}.json`),
  };
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const closed of [home.secrets, home.keys, home.logs, home.run]) {
    mkdirSync(closed, { recursive: true });
    chmodSync(closed, 0o700);
  }
  return home;
}
