import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, cleanValue, isCleanText } from './clean-text';

describe('a text', () => {
  it('is clean once it was cleaned, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(isCleanText(text));
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(Buffer.from(clean, 'utf8').toString('utf8')).toBe(clean);
      }),
    );
  });

  it('has no control character but tab and line feed', () => {
    for (let code = 0; code < 0xa0; code++) {
      const character = String.fromCharCode(code);
      const control = code < 0x20 || (code >= 0x7f && code < 0xa0);
      expect({ code, clean: isCleanText(`a${character}b`) }).toEqual({
        code,
        clean: !control || character === '\t' || character === '\n',
      });
    }
  });

  it.each(['\ud800', 'a\udc00', '\ud83d \ude00'])('has no half a character: %p', (text) =>
    expect(() => cleanText(text)).toThrow('control characters or half a character'),
  );

  it('is cleaned wherever it stands in a value', () => {
    expect(cleanValue({ a: ['e\u0301', { 'o\u0308': 'x\r\ny' }], b: 1, c: null, d: true })).toEqual({
      a: ['é', { ö: 'x\ny' }],
      b: 1,
      c: null,
      d: true,
    });
  });
});
