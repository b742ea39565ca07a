import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isRunning,
  observe,
  readRecord,
  recordOf,
  stopProcess,
  writeRecord,
  type ProcessRecord,
} from './process-record';

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process that does what the script says, and then says when it is ready. */
async function startScript(script: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['-e', `${script}; console.log('ready'); setInterval(() => {}, 1e6)`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function startSeen(script: string): Promise<{ child: ChildProcess; record: ProcessRecord }> {
  const child = await startScript(script);
  const record = observe(child.pid ?? 0);
  if (!record) throw new Error('The process cannot be seen.');
  return { child, record };
}

describe('the record of a process', () => {
  it('is read back as written, and is nothing when torn', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'record-')), 'one.json');
    const record = { pid: 7, command: 'node x.js', startedAt: 'boot:1' };
    writeRecord(file, record);
    expect(readRecord(file)).toEqual(record);
    writeFileSync(file, '{"pid": 7, "comm');
    expect(readRecord(file)).toBeUndefined();
    expect(readRecord(`${file}.missing`)).toBeUndefined();
  });

  it('fits the process while it lives, and nothing after', async () => {
    const { child, record } = await startSeen('');
    expect(isRunning(record)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(record)).toBe(false);
  });

  it('waits for a program that shows no command line yet', async () => {
    const child = await startScript(
      "process.title = ''; process.stdin.once('data', () => { process.title = 'shown' })",
    );
    expect(observe(child.pid ?? 0)).toBeUndefined();
    const record = recordOf(child);
    child.stdin?.write('now');
    expect(await record).toEqual(observe(child.pid ?? 0));
    expect((await record)?.command).toBe('shown');
  });

  it('is none of a program that ends unseen, or cannot be run', async () => {
    const child = await startScript("process.title = ''; process.stdin.once('data', () => process.exit())");
    const record = recordOf(child);
    child.stdin?.write('now');
    expect(await record).toBeUndefined();
    const none = spawn('/nowhere/no-such-program');
    const refused = once(none, 'error');
    expect(await recordOf(none)).toBeUndefined();
    await refused;
  });

  it.each([
    ['another command line', { command: 'something else' }],
    ['another birth', { startedAt: 'boot:0' }],
  ])('protects a process that has the pid now but %s', async (_, difference) => {
    const { child, record } = await startSeen('');
    await stopProcess({ ...record, ...difference }, [{ signal: 'SIGKILL', limitMs: 1_000 }]);
    expect(isRunning(record)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is enough to stop it, at last by force', async () => {
    const { child, record } = await startSeen("process.on('SIGTERM', () => {})");
    const exited = once(child, 'exit');
    await stopProcess(record, [{ signal: 'SIGTERM', limitMs: 100 }]);
    expect(await exited).toEqual([null, 'SIGKILL']);
  });
});
