import { makeFolder, syncFolder } from '@jejak/event-store';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the head of the log is published, below its folder. */
export const CHECKPOINT = 'checkpoint';
/** What a web server gives in place of a file to who takes it packed (nginx: `gzip_static`). */
export const GZIPPED = '.gz';
const DRAFT = '.draft';

/** A web server of another user may serve what is below: what the process's mask leaves. */
const FOLDER_MODE = 0o777;

/** The folder from which the log is served. Everything in it can be made again from the entries. */
export class LogFiles {
  constructor(readonly folder: string) {}

  /** Puts a file in its place whole or not at all, on disk when it returns, replacing what was there. */
  async write(path: string, content: Uint8Array | string): Promise<void> {
    const target = join(this.folder, path);
    const folder = dirname(target);
    await makeFolder(folder, FOLDER_MODE);
    const draft = `${target}.${randomBytes(6).toString('hex')}${DRAFT}`;
    try {
      const handle = await open(draft, 'wx', 0o644);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(folder);
  }

  /** Null when there is no such file. */
  async read(path: string): Promise<Buffer | null> {
    try {
      return await readFile(join(this.folder, path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }

  /** Removes what a process that was killed inside `write` may have left beside the checkpoint. */
  async removeDrafts(): Promise<void> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    for (const name of names)
      if (name.startsWith(`${CHECKPOINT}.`) && name.endsWith(DRAFT)) await rm(join(this.folder, name));
  }

  /**
   * Removes partial tiles whose full one has been there for so long that nobody fetches by an older checkpoint any more. Where a tile is not
   * full yet, every width that was published stays.
   */
  async prune(olderThanMs: number): Promise<void> {
    await this.pruneBelow(join(this.folder, 'tile'), Date.now() - olderThanMs);
  }

  private async pruneBelow(folder: string, before: number): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) continue;
      if (!entry.name.endsWith('.p')) await this.pruneBelow(path, before);
      else if (await isOlder(path.slice(0, -'.p'.length), before))
        await rm(path, { recursive: true, force: true });
    }
  }
}

/** Whether a file is there, and has been since before that time. */
const isOlder = async (file: string, before: number): Promise<boolean> => {
  try {
    return (await stat(file)).mtimeMs < before;
  } catch {
    return false;
  }
};
