import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** What a file is made of, piece by piece. */
export type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** A file in an archive. */
export interface ArchivedFile {
  /** `/` between folders. */
  readonly name: string;
  /** What comes in pieces is asked for when its turn has come, behind the files before it. */
  readonly content: string | Uint8Array | Pieces;
}

/** No file says when it was written: the same files make the same archive. */
const NEVER = new Date(1980, 0, 1);

/** A ZIP as it is made, file by file: what comes in pieces is never held as a whole. It breaks off where a file does. */
export const archiveOf = (files: readonly ArchivedFile[]): Readable => {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  zip.on('error', (fault: Error) => stream.destroy(fault));
  const options = { mtime: NEVER, mode: 0o100644 };
  for (const { name, content } of files)
    if (typeof content === 'string' || content instanceof Uint8Array)
      zip.addBuffer(Buffer.from(content as Uint8Array), name, options);
    else zip.addReadStream(Readable.from(content, { objectMode: false }), name, options);
  zip.end();
  return stream;
};
