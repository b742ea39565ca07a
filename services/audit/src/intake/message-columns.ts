import type { IncomingMessage } from '@jejak/messaging';

/** A message of the broker as a row keeps it, byte by byte: whatever text it holds, none of it is text to the database. */
export interface MessageColumns {
  readonly topic: string;
  readonly part: number;
  readonly off: string;
  readonly key: Buffer;
  /** JSON object. */
  readonly headers: Buffer;
  readonly value: Buffer | null;
}

export const messageColumns = ({
  topic,
  partition,
  offset,
  key,
  headers,
  value,
}: IncomingMessage): MessageColumns => ({
  ...{ topic, part: partition, off: offset.toString(), key: Buffer.from(key) },
  ...{ headers: Buffer.from(JSON.stringify(headers)), value },
});

export const messageFrom = ({ topic, part, off, key, headers, value }: MessageColumns): IncomingMessage => ({
  ...{ topic, partition: part, offset: BigInt(off), key: key.toString() },
  ...{ headers: JSON.parse(headers.toString()) as Record<string, string>, value },
});
