import { Malformed, TooLarge } from '@jejak/kernel';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** A workbook has a dozen parts, and one more for each sheet, picture and chart. */
const MAX_ENTRIES = 2_000;
/** Unpacked bytes of the parts that are read, together: 100 000 rows of 12 columns take a quarter of it. */
const MAX_UNPACKED_BYTES = 192 * 1024 * 1024;
/** XML of sheets packs ten to forty times; deflate reaches a thousand only where nothing is said. */
const MAX_RATIO = 200;
/** Below this size the ratio says nothing: a short part of one word repeated is no bomb. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** The parts of a workbook. Nothing is unpacked but what is asked for, and nothing is written under a name from the file. */
export interface Archive {
  /** @returns null where there is no such part */
  part(name: string): AsyncIterable<Buffer> | null;
  has(name: string): boolean;
  close(): void;
}

const invalid = (cause?: unknown): Malformed => {
  const refusal = new Malformed('ARCHIVE_INVALID', 'The workbook’s archive is broken or made to mislead.');
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
};

/** What the disk says is ours to mend; what zlib and the archive's reader say is the sender's. */
const isOurs = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** @throws Malformed ARCHIVE_INVALID on anything that the archive's reader cannot read */
const reading = async <Value>(read: () => Promise<Value>): Promise<Value> => {
  try {
    return await read();
  } catch (error) {
    throw isOurs(error) ? error : invalid(error);
  }
};

/** The directory of an archive: names that point outside, or stand twice, are refused, for two readers would read two files. */
const directoryOf = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MAX_ENTRIES) throw invalid();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name) || entries.size >= MAX_ENTRIES || entry.isEncrypted()) throw invalid();
    entries.set(name, entry);
  }
  return entries;
};

/**
 * Opens a ZIP archive that nobody trusts.
 * @throws Malformed ARCHIVE_INVALID
 */
export const openArchive = async (path: string): Promise<Archive> => {
  const zip = await reading(() => openPromise(path, { autoClose: false, strictFileNames: true }));
  let left = MAX_UNPACKED_BYTES;
  const unpacked = async function* (entry: Entry): AsyncGenerator<Buffer> {
    const { uncompressedSize: size, compressedSize: packed } = entry;
    left -= size;
    // By what the directory says, before a byte is unpacked; the archive's reader holds the part to it.
    if (left < 0 || (size > RATIO_FROM_BYTES && size > packed * MAX_RATIO))
      throw new TooLarge('WORKBOOK_TOO_LARGE', 'The workbook unpacks to more than is read here.', {
        params: { limit: `${MAX_UNPACKED_BYTES / 1024 / 1024} MiB` },
      });
    const stream = await reading(() => zip.openReadStreamPromise(entry));
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw isOurs(error) ? error : invalid(error);
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) throw invalid();
  };
  try {
    const entries = await reading(() => directoryOf(zip));
    return {
      part: (name) => {
        const entry = entries.get(name.toLowerCase());
        return entry ? unpacked(entry) : null;
      },
      has: (name) => entries.has(name.toLowerCase()),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
};
