import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The bytes in the file; made by chance, once, when there is none. Readable by its owner only. */
export function secretBytes(file: string, length: number): Buffer {
  return onceInto(file, () => randomBytes(length));
}

/** A password that needs no quoting anywhere: 32 characters, 192 bits. */
export function secretPassword(file: string): string {
  return onceInto(file, () => Buffer.from(randomBytes(24).toString('base64url'))).toString('utf8');
}

function onceInto(file: string, make: () => Buffer): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // A link either puts the whole secret there or finds one already there: never half of one, never two.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file);
}
