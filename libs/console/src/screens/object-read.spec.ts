import { describe, expect, it } from '@jest/globals';
import { versionIn } from './object-read';

describe('a version that an address names', () => {
  it('is one of those that there are', () => {
    expect(versionIn('0', 0, 12)).toBe(0);
    expect(versionIn('12', 1, 12)).toBe(12);
  });

  it.each([undefined, '', 'x', '1.5', '-1', '0', '13', '1e1'])('is none where there is no such: %s', (text) =>
    expect(versionIn(text, 1, 12)).toBeUndefined(),
  );
});
