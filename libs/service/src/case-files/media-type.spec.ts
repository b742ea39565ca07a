import { describe, expect, it } from '@jest/globals';
import { mediaTypeOf } from './media-type';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('....IHDR....IEND....'),
]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9, 7]);
const endOfArchive = (comment = ''): Buffer => {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, Buffer.from(comment)]);
};

describe('what a document is', () => {
  it.each([
    ['application/pdf', pdf],
    ['image/png', png],
    ['image/jpeg', jpeg],
  ])('%s by its bytes', (type, content) => expect(mediaTypeOf(content)).toBe(type));

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), endOfArchive()])],
    ['an empty archive', endOfArchive()],
    ['a RAR archive', Buffer.from('Rar!\x1a\x07\x00', 'latin1')],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['a program of Windows', Buffer.from('MZ\x90\x00', 'latin1')],
    ['a program of Linux', Buffer.from('\x7fELF\x02', 'latin1')],
    ['a script', Buffer.from('#!/bin/sh\n# %PDF-1.7\n%%EOF')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing that can hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an old office document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
    ['an animated picture', Buffer.from('GIF89a')],
    ['something before a PDF', Buffer.concat([Buffer.from('MZ'), pdf])],
    ['a PDF that was cut off', pdf.subarray(0, 20)],
    ['a PNG that was cut off', png.subarray(0, 16)],
    ['a JPEG that was cut off', jpeg.subarray(0, 7)],
    ['a PDF with an archive behind it', Buffer.concat([pdf, endOfArchive()])],
    ['a JPEG with a commented archive behind it', Buffer.concat([jpeg, endOfArchive('a comment')])],
  ])('is not said of %s', (_, content) => expect(mediaTypeOf(content)).toBeNull());

  it('is not mistaken where the mark of an archive stands by chance', () =>
    expect(
      mediaTypeOf(Buffer.concat([jpeg, Buffer.from('PK\x05\x06 and more than a record would say')])),
    ).toBe('image/jpeg'));
});
