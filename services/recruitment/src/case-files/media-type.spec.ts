import { describe, expect, it } from '@jest/globals';
import { typeOf } from './media-type';

describe('what a case file is', () => {
  it.each([
    ['%PDF-1.7 …', 'application/pdf'],
    ['\xff\xd8\xff\xe0JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n…', 'image/png'],
    ['PK\x03\x04 an archive', null],
    ['MZ a program', null],
    ['<html>', null],
    ['%PDF', null],
    ['', null],
  ])('%j is %s by its first bytes', (text, type) => expect(typeOf(Buffer.from(text, 'latin1'))).toBe(type));
});
