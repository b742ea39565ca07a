import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LogFiles } from './log-files';

const folder = mkdtempSync(join(tmpdir(), 'jejak-files-'));
const files = new LogFiles(join(folder, 'log'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string): string => join(files.folder, path);

describe('the files of the log', () => {
  it('are there whole, replace what was there, and leave no drafts', async () => {
    await files.write('tile/0/x001/000.p/7', 'one');
    await files.write('checkpoint', 'one');
    await files.write('checkpoint', 'two');
    expect((await files.read('checkpoint'))?.toString()).toBe('two');
    expect(await files.read('tile/0/000')).toBeNull();
    expect(await files.read('tile/0/x001')).toBeNull();
    expect(await files.read('checkpoint/x')).toBeNull();
    expect(readdirSync(at('tile/0/x001/000.p'))).toEqual(['7']);
  });

  it('leave what cannot be replaced as it is, and no draft of it', async () => {
    await expect(files.write('tile', 'no folder')).rejects.toThrow();
    expect(readdirSync(files.folder).sort()).toEqual(['checkpoint', 'tile']);
  });

  it('lose the drafts of a process that was killed', async () => {
    writeFileSync(at('checkpoint.0123456789ab.draft'), 'half of');
    await files.removeDrafts();
    expect(readdirSync(files.folder).sort()).toEqual(['checkpoint', 'tile']);
  });

  it('lose partial tiles a day after the full one came, and no others', async () => {
    for (const path of [
      'tile/0/000.p/1',
      'tile/0/000.p/255',
      'tile/0/000',
      'tile/0/001.p/9',
      'tile/0/001',
      'tile/0/002.p/3',
    ])
      await files.write(path, 'x');
    const yesterday = Date.now() / 1000 - 90_000;
    for (const path of ['tile/0/000', 'tile/0/002.p/3']) utimesSync(at(path), yesterday, yesterday);
    await files.prune(86_400_000);
    expect(
      ['tile/0/000.p', 'tile/0/001.p/9', 'tile/0/002.p/3', 'tile/0/000'].map((path) => existsSync(at(path))),
    ).toEqual([false, true, true, true]);
  });
});
