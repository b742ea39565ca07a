import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretBytes, secretPassword } from './secret-file';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'secret-')), 'kek');

describe('a secret', () => {
  it('is made once, of the length asked for, for its owner only', () => {
    const file = newFile();
    const made = secretBytes(file, 32);
    expect(made).toHaveLength(32);
    expect(secretBytes(file, 32)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('differs from any other, and a password needs no quoting', () => {
    const [one, other] = [secretPassword(newFile()), secretPassword(newFile())];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[\w-]{32}$/);
  });
});
