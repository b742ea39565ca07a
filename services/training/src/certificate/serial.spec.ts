import { describe, expect, it } from '@jest/globals';
import { some } from '../../test/people';
import { serialOf } from './serial';

describe('the serial of a certificate', () => {
  it('is twelve characters that nobody misreads, always the same', () => {
    expect(serialOf(some(1))).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(serialOf(some(1))).toBe(serialOf(some(1)));
  });
  it('is of each enrolment its own', () =>
    expect(new Set(Array.from({ length: 500 }, (_, n) => serialOf(some(n)))).size).toBe(500));
});
