import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const WORKSPACE = resolve(__dirname, '..', '..', '..');
const MAIN = resolve(WORKSPACE, 'deploy', 'embedded', 'dist', 'issuer', 'main.js');
/** The file of the people of the demonstration. */
export const DEMONSTRATION_PEOPLE = resolve(WORKSPACE, 'libs', 'cli', 'demo', 'people.json');

/** The demonstration issuer as it runs for people: a process of its own. */
export interface IssuerProcess {
  readonly url: string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Its process, started with this environment and nothing else; it may refuse to start. */
export const spawnIssuer = (environment: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Starts the demonstration issuer on a port of this machine.
 * @param stateFolder where it keeps its keys from one start to the next
 * @throws Error with what it said, when it does not start
 */
export const startIssuerProcess = async (port: number, stateFolder: string): Promise<IssuerProcess> => {
  const url = `http://127.0.0.1:${port}`;
  const child = spawnIssuer({
    PORT: String(port),
    JEJAK_OIDC_ISSUER: url,
    JEJAK_PEOPLE_FILE: DEMONSTRATION_PEOPLE,
    JEJAK_ISSUER_STATE: stateFolder,
  });
  let diagnostics = '';
  child.stderr?.on('data', (chunk) => (diagnostics += String(chunk)));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // It says that it listens: one line on standard output.
  const first = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    ended.then(() => undefined),
  ]);
  if (!first) throw new Error(`The issuer did not start:\n${diagnostics}`);
  return {
    url,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [status] = await ended;
      return status;
    },
  };
};
