import { type PoolClient, Query } from 'pg';

/**
 * Rows by COPY, in PostgreSQL's binary format and undecoded. As rows of a query each field becomes a text first, and bytes twice
 * as many digits; here a field costs something when somebody looks at it.
 */

const FIRST_BYTES = 16 * 1024;
/** Signature, flags, and the length of an extension that nobody has invented yet. */
const HEADER_BYTES = 11 + 4 + 4;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const NO_MORE_ROWS = -1;

class CopyOut extends Query {
  private received = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;

  get bytes(): Buffer {
    return this.received.subarray(0, this.length);
  }

  /** Called by the driver. The bytes are copied, since it uses its buffer again. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    const needed = this.length + chunk.length;
    if (needed > this.received.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.received.length * 2));
      this.received.copy(larger, 0, 0, this.length);
      this.received = larger;
    }
    chunk.copy(this.received, this.length);
    this.length = needed;
  }
}

/** @param text a COPY … TO STDOUT (FORMAT binary), which takes no parameters */
export const copyOut = (client: PoolClient, text: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const copy: CopyOut = new CopyOut(text, (error: Error | undefined, _result: unknown) => {
      if (error) reject(error);
      else resolve(copy.bytes);
    });
    client.query(copy);
  });

/** Where each row begins: at the length of its first field. */
export const rowsOf = (copied: Buffer): number[] => {
  const starts: number[] = [];
  let at = HEADER_BYTES + copied.readInt32BE(HEADER_BYTES - LENGTH_BYTES);
  for (;;) {
    const fields = copied.readInt16BE(at);
    if (fields === NO_MORE_ROWS) return starts;
    at += COUNT_BYTES;
    starts.push(at);
    for (let field = 0; field < fields; field++) at += LENGTH_BYTES + Math.max(0, copied.readInt32BE(at));
  }
};

/** The bytes of a field, shared with the copy; null for SQL's null. @param row where it begins @param nth from 0 */
export const fieldOf = (copied: Buffer, row: number, nth: number): Buffer | null => {
  let at = row;
  for (let field = 0; field < nth; field++) at += LENGTH_BYTES + Math.max(0, copied.readInt32BE(at));
  const length = copied.readInt32BE(at);
  return length < 0 ? null : copied.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length);
};
