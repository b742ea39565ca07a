/**
 * Removes the containers of one run of tests, with their data, when its standard input ends: so whatever becomes of the process that
 * started it, `kill -9` included. Its argument is the label that they carry, `name=value`.
 *
 * In place of testcontainers' own (Ryuk), which is one more image to be had and wants the engine's socket mounted into it.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';

const [label] = process.argv.slice(2);

// Ctrl-C goes to everybody; it may end this only after the tests.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdin.resume();
await once(process.stdin, 'end');

/** One that was being made when the tests were killed is there only afterwards: looked for until there is none. */
for (;;) {
  const { status, stdout } = docker('ps', '--all', '--quiet', '--no-trunc', '--filter', `label=${label}`);
  const found = status === 0 ? stdout.split('\n').filter(Boolean) : [];
  if (found.length === 0) break;
  if (docker('rm', '--force', '--volumes', ...found).status !== 0) break;
}

function docker(...args) {
  return spawnSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
