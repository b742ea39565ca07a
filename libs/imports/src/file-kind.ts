import { Malformed } from '@jejak/kernel';
import { open } from 'node:fs/promises';

export type FileKind = 'csv' | 'workbook';

/** First bytes of what is sent by mistake, or in the hope that nobody looks. */
const OTHERS: readonly { readonly looks: string; readonly mark: readonly number[] }[] = [
  { looks: 'XLS, or a workbook with a password', mark: [0xd0, 0xcf, 0x11, 0xe0] },
  { looks: 'GZIP', mark: [0x1f, 0x8b] },
  { looks: 'PDF', mark: [...Buffer.from('%PDF')] },
  { looks: 'RAR', mark: [...Buffer.from('Rar!')] },
  { looks: '7Z', mark: [0x37, 0x7a, 0xbc, 0xaf] },
  { looks: 'ZIP', mark: [0x50, 0x4b, 0x05, 0x06] },
  { looks: 'ZIP', mark: [0x50, 0x4b, 0x07, 0x08] },
];

const WORKBOOK = [0x50, 0x4b, 0x03, 0x04];
/** A byte order mark of UTF-16, either way round. */
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const HEAD_BYTES = 512;

const other = (looks: string): Malformed =>
  new Malformed('FILE_KIND_UNKNOWN', 'The file is neither CSV nor a workbook.', { params: { looks } });

/**
 * What a file is by its bytes: its name and the media type that came with it are the sender's word only.
 * @throws Malformed FILE_KIND_UNKNOWN, ENCODING_INVALID
 */
export const fileKindOf = (head: Buffer): FileKind => {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, at) => head[at] === byte);
  if (begins(WORKBOOK)) return 'workbook';
  const known = OTHERS.find(({ mark }) => begins(mark));
  if (known) throw other(known.looks);
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype|html|\?xml|table|head)/i.test(text)) throw other('HTML or XML');
  // Half the bytes of western text in UTF-16 are NUL.
  if (UTF_16.some(begins) || (head.length > 1 && (head[0] === 0) !== (head[1] === 0)))
    throw new Malformed('ENCODING_INVALID', 'The file is not UTF-8.');
  return 'csv';
};

/** The first bytes of a file. */
export const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};
