import type { DocumentMediaType } from '@jejak/kernel';

const startsWith = (content: Buffer, bytes: readonly number[]): boolean =>
  content.length >= bytes.length && bytes.every((byte, at) => content[at] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const PDF = [...Buffer.from('%PDF-')];

/** The record at the end of a ZIP archive: 22 bytes, the last two the length of the comment that follows to the end of the file. */
const END_OF_ARCHIVE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const END_RECORD_BYTES = 22;

/**
 * Whether an archive lies at the end: unpackers look there, so a file can be a picture for us and an archive for them. That of
 * an office document or a program's archive is the same.
 */
const isAlsoArchive = (content: Buffer): boolean => {
  for (
    let at = content.lastIndexOf(END_OF_ARCHIVE);
    at >= 0;
    at = content.lastIndexOf(END_OF_ARCHIVE, at - 1)
  ) {
    const comment = content.length - at - END_RECORD_BYTES;
    if (comment >= 0 && content.readUInt16LE(at + END_RECORD_BYTES - 2) === comment) return true;
    if (at === 0) return false;
  }
  return false;
};

/**
 * What a document is, by its bytes: PDF, JPEG or PNG from the first byte to its end mark; null for everything else, for what
 * was cut off, and for what is an archive besides.
 */
export const mediaTypeOf = (content: Buffer): DocumentMediaType | null => {
  if (isAlsoArchive(content)) return null;
  // The standard has both marks within the first and the last kilobyte; here the first stands at the very beginning.
  if (startsWith(content, PDF)) return content.subarray(-1024).includes('%%EOF') ? 'application/pdf' : null;
  if (startsWith(content, PNG)) return content.subarray(-64).includes('IEND') ? 'image/png' : null;
  // Cameras write on behind the picture: its end mark is somewhere in it.
  if (startsWith(content, JPEG)) return content.includes(Buffer.from([0xff, 0xd9])) ? 'image/jpeg' : null;
  return null;
};
