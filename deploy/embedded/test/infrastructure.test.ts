import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observe, writeRecord } from '../src/process-record';
import { messages, note, rows } from './data';
import { eventually, gone, portsOf, recordOf, startLauncher, type Launcher } from './launcher';

/**
 * One home through everything that may befall it. The order matters: each part finds what the one before has left, and all of
 * the data is still there at the end.
 */
describe('the infrastructure', () => {
  const home = mkdtempSync(join(tmpdir(), 'jejak-embedded-'));
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  let launcher: Launcher;

  beforeAll(async () => {
    launcher = await startLauncher(home);
    await note('first', launcher.postgresUrl, launcher.kafkaBrokers);
  });
  afterAll(async () => {
    await launcher.stop();
    stranger.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  it('listens on this machine only', () => {
    expect(new URL(launcher.postgresUrl).hostname).toBe('127.0.0.1');
    expect(launcher.kafkaBrokers).toEqual([`127.0.0.1:${portsOf(home).kafka}`]);
  });

  it('refuses a second launcher', async () => {
    const pid = launcher.child.pid ?? 0;
    await expect(startLauncher(home)).rejects.toThrow(`exit code 1: Already running here as process ${pid}.`);
  });

  it('brings back a database and a broker that are killed, with their data', async () => {
    const killed = [recordOf(home, 'postgres'), recordOf(home, 'kafka')];
    for (const { pid } of killed) process.kill(pid, 'SIGKILL');
    await eventually(() => launcher.said().includes('postgres is back (restart 1)'));
    await eventually(() => launcher.said().includes('kafka is back (restart 1)'));
    await note('second', launcher.postgresUrl, launcher.kafkaBrokers);
    expect(await rows(launcher.postgresUrl)).toEqual(['first', 'second']);
    expect(await messages(launcher.kafkaBrokers)).toEqual(['first', 'second']);
    expect(killed.every(gone)).toBe(true);
  });

  it('stops what a killed launcher left, at the next start, and goes on with the same data and addresses', async () => {
    const left = [recordOf(home, 'postgres'), recordOf(home, 'kafka')];
    await launcher.kill();
    expect(left.some(gone)).toBe(false);
    const { postgresUrl, kafkaBrokers } = launcher;
    launcher = await startLauncher(home);
    expect(left.every(gone)).toBe(true);
    expect([launcher.postgresUrl, launcher.kafkaBrokers]).toEqual([postgresUrl, kafkaBrokers]);
    expect(await rows(postgresUrl)).toEqual(['first', 'second']);
    expect(await messages(kafkaBrokers)).toEqual(['first', 'second']);
  });

  it('leaves nothing running when it is stopped', async () => {
    const servers = [recordOf(home, 'postgres'), recordOf(home, 'kafka')];
    expect(await launcher.stop()).toBe(0);
    expect(servers.every(gone)).toBe(true);
  });

  it('leaves alone whoever has its ports and its pids by now, and starts beside them', async () => {
    const taken = portsOf(home);
    const squatters = Object.values(taken).map((port) => createServer().unref().listen(port, '127.0.0.1'));
    await Promise.all(squatters.map((server) => once(server, 'listening')));
    const seen = observe(stranger.pid ?? 0);
    if (!seen) throw new Error('The stranger is not there.');
    // The pids are the stranger's; the births are those of processes of ours that are gone.
    for (const name of ['postgres', 'kafka', 'career'])
      writeRecord(join(home, 'run', `${name}.json`), { ...seen, startedAt: 'an earlier boot:1' });
    writeFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), `${seen.pid}\n`);

    launcher = await startLauncher(home);
    expect(gone(seen)).toBe(false);
    for (const [name, port] of Object.entries(portsOf(home))) expect(port).not.toBe(taken[name]);
    expect(await rows(launcher.postgresUrl)).toEqual(['first', 'second']);
    expect(await messages(launcher.kafkaBrokers)).toEqual(['first', 'second']);
    await Promise.all(squatters.map((server) => once(server.close(), 'close')));
  });

  it('finds an orphaned database by its data when even the record is lost', async () => {
    const orphan = recordOf(home, 'postgres');
    await launcher.kill();
    rmSync(join(home, 'run', 'postgres.json'));
    launcher = await startLauncher(home);
    expect(gone(orphan)).toBe(true);
    expect(await rows(launcher.postgresUrl)).toEqual(['first', 'second']);
  });
});
