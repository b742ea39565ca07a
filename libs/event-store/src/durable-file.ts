import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** A name is on disk when its folder is. Windows writes folders by itself and refuses to be asked. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder, with those above it, on disk when it returns. @param mode of what is made; by default only the owner may look inside */
export const makeFolder = async (folder: string, mode = 0o700): Promise<void> => {
  const topmost = await mkdir(folder, { recursive: true, mode });
  if (topmost === undefined) return;
  for (let made = folder; made.length >= topmost.length; made = dirname(made))
    await syncFolder(dirname(made));
};

/** Does something in a folder, which is made where it is missing: nearly always it is there, and asking first would cost as much again. */
const inFolder = async <Result>(folder: string, act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await makeFolder(folder);
    return act();
  }
};

const DRAFT = '.draft';

/**
 * A new file with all its content or not at all, on disk when it returns: nobody ever reads half of it.
 * @returns false when there is one of that name already, which stays as it is
 */
export const createFile = async (path: string, content: string): Promise<boolean> => {
  const draft = `${path}.${randomBytes(8).toString('hex')}${DRAFT}`;
  try {
    await inFolder(dirname(path), () => writeDraft(draft, content));
    return await secondName(draft, path);
  } finally {
    await unlinkIfThere(draft);
  }
};

/** Drafts of `replaceFile`, which one process at a time makes: whoever makes them next removes what is left. */
export const REPLACING = `.replacing${DRAFT}`;

/**
 * Puts a file in the place of another one, on disk when it returns: whoever reads finds the one or the other. Of two processes that
 * replace the same file at once one would lose its draft: there is to be one.
 * @param make writes the draft, at the path that it is given @param mayStill asked once the draft is there; false: it goes
 * @returns false where it may not, or somebody has taken the draft away
 */
export const replaceFile = async (
  path: string,
  make: (draft: string) => Promise<void>,
  mayStill: () => Promise<boolean>,
): Promise<boolean> => {
  const draft = `${path}${REPLACING}`;
  await unlinkIfThere(draft);
  try {
    await make(draft);
    if (!(await mayStill())) return false;
    await rename(draft, path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await unlinkIfThere(draft);
  }
  await syncFolder(dirname(path));
  return true;
};

/** Writes a file with all its content, on disk when it returns; its name is not. */
export const writeDraft = async (path: string, content: string): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Removes what a process that died inside `createFile` may have left. */
export const removeDrafts = async (path: string): Promise<void> => {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names)
    if (name.startsWith(`${basename(path)}.`) && name.endsWith(DRAFT)) await removeFile(join(folder, name));
};

/** Gives a file a second name, on disk when it returns. @returns false when that name is taken */
export const secondName = async (existing: string, path: string): Promise<boolean> => {
  try {
    await inFolder(dirname(path), () => link(existing, path));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await syncFolder(dirname(path));
  return true;
};

/** Null when there is no such file. */
export const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

export const isThere = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

const unlinkIfThere = async (path: string): Promise<boolean> => {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

/** Gone from disk when it returns, whether it was there or not. */
export const removeFile = async (path: string): Promise<void> => {
  if (await unlinkIfThere(path)) await syncFolder(dirname(path));
};
