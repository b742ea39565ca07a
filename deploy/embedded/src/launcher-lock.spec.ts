import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlreadyRunning, holderOf, lockLauncher } from './launcher-lock';
import { observe, writeRecord } from './process-record';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'launcher.json');

describe('the launcher lock', () => {
  it('is held by one, and given back', () => {
    const file = newFile();
    const unlock = lockLauncher(file);
    expect(holderOf(file)?.pid).toBe(process.pid);
    expect(() => lockLauncher(file)).toThrow(AlreadyRunning);
    unlock();
    expect(existsSync(file)).toBe(false);
    lockLauncher(file)();
  });

  it('is taken over from a launcher that was killed, also when its pid is another process now', () => {
    const file = newFile();
    const me = observe(process.pid);
    if (!me) throw new Error('This process cannot be seen.');
    writeRecord(file, { ...me, startedAt: 'another boot:1' });
    expect(holderOf(file)).toBeUndefined();
    const unlock = lockLauncher(file);
    expect(holderOf(file)?.pid).toBe(process.pid);
    unlock();
  });

  it('is taken over when its file is torn', () => {
    const file = newFile();
    writeFileSync(file, '{"pid"');
    lockLauncher(file)();
    expect(existsSync(file)).toBe(false);
  });
});
