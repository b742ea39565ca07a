import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { codeFrom, readCode } from './crockford';

describe('codes of Crockford’s base 32 (domain.md 2.9)', () => {
  it('takes the first 60 bits', () => {
    expect(codeFrom(new Uint8Array(8))).toBe('000000000000');
    expect(codeFrom(new Uint8Array(8).fill(255))).toBe('ZZZZZZZZZZZZ');
    // 60 bits 0…01 stand before 4 more that do not count.
    expect(codeFrom(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x1f))).toBe('000000000001');
  });
  it('makes codes that read as themselves', () => {
    for (let i = 0; i < 200; i++) {
      const code = codeFrom(createHash('sha256').update(String(i)).digest());
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(readCode(code)).toBe(code);
    }
  });
  it.each([
    ['7k3m-wz90-qrtv', '7K3MWZ90QRTV'],
    ['OILO 0000 0000', '011000000000'],
    ['7K3MWZ90QRT', null],
    ['7K3MWZ90QRTU', null],
    ['7K3MWZ90QRTVV', null],
    ['', null],
    ['7K3MWZ90QRT\u0000', null],
  ])('reads %j as people type it', (typed, code) => expect(readCode(typed)).toBe(code));
});
