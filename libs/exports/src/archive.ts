import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file in an archive. */
export interface ArchivedFile {
  /** `/` between folders. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** No file says when it was written: the same files make the same archive. */
const NEVER = new Date(1980, 0, 1);

/** A ZIP of a few files, held in memory. */
export const archiveOf = async (files: readonly ArchivedFile[]): Promise<Buffer> => {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  zip.on('error', (fault: Error) => stream.destroy(fault));
  for (const { name, content } of files)
    zip.addBuffer(Buffer.from(content as Uint8Array), name, { mtime: NEVER, mode: 0o100644 });
  zip.end();
  return buffer(stream);
};
