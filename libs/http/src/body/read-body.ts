import type { IncomingMessage } from 'node:http';
import { Malformed, TooLarge } from '@jejak/kernel';
import { UnsupportedMediaType } from '../problems/refusals';

/** Largest body of a command. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/** `1 MiB`, for people. */
export const sizeText = (bytes: number): string =>
  bytes % (1024 * 1024) === 0 ? `${bytes / (1024 * 1024)} MiB` : `${Math.ceil(bytes / 1024)} KiB`;

export const bodyTooLarge = (limitBytes: number): TooLarge =>
  new TooLarge('BODY_TOO_LARGE', 'The body is too large.', { params: { limit: sizeText(limitBytes) } });

/** True when the request says that a body follows. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const MEDIA_TYPE = /^([\w!#$&^.+-]+\/[\w!#$&^.+-]+)\s*(?:;\s*(.*))?$/;
const CHARSET = /(?:^|;)\s*charset\s*=\s*"?([^";\s]+)"?/i;

/**
 * The media type of a body, lower case, when it is one of `types`, in UTF-8 and not compressed (a compressed body can unpack to
 * any size).
 * @throws UnsupportedMediaType
 */
export const mediaTypeOf = ({ headers }: IncomingMessage, types: readonly string[]): string => {
  const [, type, parameters = ''] = MEDIA_TYPE.exec(headers['content-type'] ?? '') ?? [];
  const charset = CHARSET.exec(parameters)?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  const known = types.find((wanted) => wanted === type?.toLowerCase());
  if (!known || !/^utf-?8$/i.test(charset) || encoding.toLowerCase() !== 'identity')
    throw new UnsupportedMediaType(types);
  return known;
};

const incomplete = (cause: unknown): Malformed => {
  const refusal = new Malformed('BODY_INCOMPLETE', 'The body ended before it was complete.');
  refusal.cause = cause;
  return refusal;
};

/**
 * The whole body as text.
 * @throws TooLarge as soon as it is clear that it is
 * @throws Malformed ENCODING_INVALID, BODY_INCOMPLETE
 */
export const readText = async (request: IncomingMessage, limitBytes: number): Promise<string> => {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw bodyTooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > limitBytes) {
        // What still comes is read and thrown away, so that the client reads our answer before its own error.
        request.off('data', take).resume();
        reject(bodyTooLarge(limitBytes));
      } else chunks.push(chunk);
    };
    request
      .on('data', take)
      .once('end', resolve)
      .once('error', (error) => reject(incomplete(error)))
      .once('close', () => reject(incomplete(undefined)));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Malformed('ENCODING_INVALID', 'The body is not valid UTF-8.');
  }
};
