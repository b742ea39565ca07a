import { afterEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Supervised, type Program } from './supervised';

const running: Supervised[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

/** A Node program; it is ready once it has made the file that `READY` names. */
function supervise(script: string, changes: Partial<Program> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'supervised-'));
  const readyFile = join(folder, 'ready');
  const lines: string[] = [];
  const program: Program = {
    name: 'sample',
    command: process.execPath,
    args: ['-e', script],
    env: { ...process.env, READY: readyFile },
    cwd: folder,
    logFile: join(folder, 'logs', 'sample.log'),
    pidFile: join(folder, 'run', 'sample.json'),
    ready: () => Promise.resolve(existsSync(readyFile)),
    startLimitMs: 20_000,
    stopSteps: [{ signal: 'SIGTERM', limitMs: 10_000 }],
    ...changes,
  };
  const supervised = new Supervised(program, (line) => lines.push(line));
  running.push(supervised);
  return { supervised, program, lines, log: () => readFileSync(program.logFile, 'utf8') };
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await turn();
}

const STAYS = "require('fs').writeFileSync(process.env.READY, ''); setInterval(() => {}, 1e6);";

describe('a supervised program', () => {
  it('is up when it answers, has a record, and ends when told to', async () => {
    const bye = "process.on('SIGTERM', () => { console.log('bye'); process.exit() });";
    const { supervised, program, log } = supervise(bye + STAYS);
    await supervised.start();
    expect(JSON.parse(readFileSync(program.pidFile, 'utf8'))).toMatchObject({ pid: supervised.pid });
    await supervised.stop();
    expect(log()).toContain('bye');
    expect(existsSync(program.pidFile)).toBe(false);
    expect(supervised.pid).toBeUndefined();
  });

  it('comes back when it is killed, as often as it takes, and is counted', async () => {
    const { supervised, lines } = supervise(STAYS);
    await supervised.start();
    for (const round of [1, 2]) {
      const before = supervised.pid;
      process.kill(before ?? 0, 'SIGKILL');
      await until(() => supervised.restarts === round);
      expect(supervised.pid).not.toBe(before);
    }
    expect(lines).toEqual([
      'sample ended (SIGKILL); starting it again',
      'sample is back (restart 1)',
      'sample ended (SIGKILL); starting it again',
      'sample is back (restart 2)',
    ]);
  });

  it('is tried again at the start, since what stands in its way may be going', async () => {
    const secondTime =
      "if (!require('fs').existsSync('tried')) { require('fs').writeFileSync('tried', ''); process.exit(3) }";
    const { supervised } = supervise(`${secondTime};${STAYS}`);
    await supervised.start();
    expect(supervised.restarts).toBe(0);
  });

  it('is given up when it dies again and again, with what it said', async () => {
    const { supervised } = supervise("console.error('no such table'); process.exit(3)");
    await expect(supervised.start()).rejects.toThrow(/exit code 3[\s\S]*no such table/);
  });

  it('is given up when its program is missing', async () => {
    const { supervised } = supervise('', { command: '/nowhere/at/all' });
    await expect(supervised.start()).rejects.toThrow(/ENOENT/);
  });

  it('is stopped when it never answers', async () => {
    const { supervised } = supervise('setInterval(() => {}, 1e6)', { startLimitMs: 300 });
    await expect(supervised.start()).rejects.toThrow(/not ready after 0.3 s/);
    expect(supervised.pid).toBeUndefined();
  });

  it('can be told to stop while it starts', async () => {
    const { supervised } = supervise('setInterval(() => {}, 1e6)');
    const refused = expect(supervised.start()).rejects.toThrow(/told to stop/);
    await until(() => supervised.pid !== undefined);
    await supervised.stop();
    await refused;
  });

  it('is ended by force when it does not listen', async () => {
    const deaf = "process.on('SIGTERM', () => {});";
    const { supervised } = supervise(deaf + STAYS, { stopSteps: [{ signal: 'SIGTERM', limitMs: 100 }] });
    await supervised.start();
    await supervised.stop();
    expect(supervised.pid).toBeUndefined();
  });
});
