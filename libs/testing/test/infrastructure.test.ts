import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../src/eventually';

const WORKSPACE = resolve(__dirname, '..', '..', '..');
/** Starts the servers, says on which ports, and goes on until it is killed. */
const STARTS = `import { startTestInfrastructure } from ${JSON.stringify(join(__dirname, '..', 'infrastructure.mjs'))};
await startTestInfrastructure();
const { JEJAK_TEST_POSTGRES_URL, JEJAK_TEST_KAFKA_BROKERS } = process.env;
console.log(JSON.stringify([JEJAK_TEST_POSTGRES_URL, JEJAK_TEST_KAFKA_BROKERS].map((at) => /:(\\d+)(\\/|$)/.exec(at)[1])));
setInterval(() => undefined, 1000);`;
const LIMIT_MS = 400_000;

const docker = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync('docker', args, { encoding: 'utf8' });
const containersOn = (port: string): readonly string[] =>
  docker(
    'ps',
    '--all',
    '--quiet',
    '--no-trunc',
    '--filter',
    'label=io.jejak.tests',
    '--filter',
    `publish=${port}`,
  )
    .stdout.split('\n')
    .filter(Boolean);
const isThere = (id: string): boolean => docker('container', 'inspect', id).status === 0;
const images = JSON.parse(readFileSync(join(WORKSPACE, 'deploy', 'images.json'), 'utf8')) as Readonly<
  Record<'postgres' | 'kafka', string>
>;
const withContainers = [images.postgres, images.kafka].every(
  (image) => docker('image', 'inspect', image).status === 0,
);

/** Without the servers that this run has. */
const environment = (servers: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(JEJAK_|NODE_OPTIONS$)/.test(name)),
  ),
  JEJAK_TEST_SERVERS: servers,
});

describe('the servers of the tests', () => {
  it('are never others than those that were asked for', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', STARTS], {
      encoding: 'utf8',
      env: environment('podman'),
    });
    expect(status).toBe(1);
    expect(stderr).toContain('JEJAK_TEST_SERVERS is "podman", neither containers nor embedded');
  });

  // Elsewhere there is nothing to leave behind.
  if (withContainers)
    it(
      'leave no container behind when the tests are killed (where Docker has the images)',
      async () => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', STARTS], {
          env: environment('containers'),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        try {
          const line = await Promise.race([
            once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
            once(child, 'exit').then(() => undefined),
          ]);
          if (line === undefined) throw new Error('the servers did not start');
          const containers = (JSON.parse(line) as string[]).flatMap(containersOn);
          expect(containers).toHaveLength(2);
          child.kill('SIGKILL');
          await eventually('their end', () => !containers.some(isThere), LIMIT_MS / 4);
        } finally {
          child.kill('SIGKILL');
        }
      },
      LIMIT_MS,
    );
});
