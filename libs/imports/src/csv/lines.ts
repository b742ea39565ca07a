import { isUtf8 } from 'node:buffer';

/** The most bytes of one line: 200 columns of some length; a longer one is not read. */
export const MAX_LINE_BYTES = 64 * 1024;

/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}
export type UnreadableLine = { readonly number: number; readonly code: 'ENCODING_INVALID' | 'CELL_TOO_LONG' };

const LF = 0x0a;
const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a file, ended by LF or CR LF, a byte order mark taken off. Holds one line at a time, whatever the size of
 * the file, so a line that is not UTF-8, or longer than {@link MAX_LINE_BYTES}, costs that line and no other.
 */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Line | UnreadableLine> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let number = 0;
  const take = (end: Buffer): Line | UnreadableLine => {
    number++;
    const tooLong = heldBytes + end.length > MAX_LINE_BYTES;
    const bytes = tooLong ? end : held.length === 0 ? end : Buffer.concat([...held, end]);
    held = [];
    heldBytes = 0;
    if (tooLong) return { number, code: 'CELL_TOO_LONG' };
    const from = number === 1 && bytes.subarray(0, 3).equals(BOM) ? 3 : 0;
    const to = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
    const line = bytes.subarray(from, Math.max(from, to));
    return isUtf8(line) ? { number, text: line.toString('utf8') } : { number, code: 'ENCODING_INVALID' };
  };
  for await (const chunk of content) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    if (rest.length === 0) continue;
    // Of a line that is too long already only its length matters.
    if (heldBytes <= MAX_LINE_BYTES) held.push(Buffer.from(rest));
    heldBytes += rest.length;
  }
  if (heldBytes > 0) yield take(Buffer.alloc(0));
}
