import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/**
 * A file to be kept under a name. One that breaks off does not look like one that came to its end: the connection is cut.
 * @param name with its ending; of characters that need no quoting
 */
export const attachment = (content: Readable | Buffer, name: string, type: string): StreamableFile => {
  const whole = Buffer.isBuffer(content);
  const [stream, size] = whole ? [Readable.from([content]), { length: content.length }] : [content, {}];
  const about = { type, disposition: `attachment; filename="${name}"`, ...size };
  return new StreamableFile(stream, about).setErrorHandler(
    // What Nest hands in is Express's response; its type says less.
    (_, response) => (response as unknown as Response).destroy(),
  );
};
