import type { IncomingUpload } from '@jejak/http';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file that was received whole, and can be read more than once. */
export interface SpooledFile {
  readonly sha256: string;
  /** From the beginning, each time. */
  content(): AsyncIterable<Buffer>;
  /** Removes it. */
  discard(): Promise<void>;
}

/**
 * Writes an upload to a temporary file as it arrives.
 * @throws Malformed, TooLarge of the upload; nothing is left behind then
 */
export const spool = async (upload: IncomingUpload): Promise<SpooledFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-import-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'upload');
  try {
    await pipeline(upload.content, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await discard();
    throw error;
  }
  return { sha256: upload.sha256(), content: () => createReadStream(path), discard };
};
