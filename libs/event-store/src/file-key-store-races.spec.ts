import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Erased, newId } from '@jejak/kernel';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as durable from './durable-file';
import type * as fileKeys from './file-key-store';
import type { KeyStore } from './key-store';

/** What happens in another process just before this one does the next step of that name. */
const before: { createFile?: () => Promise<void>; secondName?: () => Promise<void> } = {};
const once = async (step: 'createFile' | 'secondName'): Promise<void> => {
  const run = before[step];
  delete before[step];
  await run?.();
};
jest.mock('./durable-file', () => {
  const actual = jest.requireActual<typeof durable>('./durable-file');
  const wrapped: Pick<typeof durable, 'createFile' | 'secondName'> = {
    createFile: async (path, content) => {
      await once('createFile');
      return actual.createFile(path, content);
    },
    secondName: async (existing, path) => {
      await once('secondName');
      return actual.secondName(existing, path);
    },
  };
  return { ...actual, ...wrapped };
});

// Loaded behind the mock: the compiler does not lift that above the imports.
const { fileKeyStore } = jest.requireActual<typeof fileKeys>('./file-key-store');

let folder: string;
const open = (): KeyStore => fileKeyStore({ folder, kek: Buffer.alloc(32, 7), cacheMs: 0 });
const keysLeft = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.key'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a key that is destroyed while it is made', () => {
  it.each(['createFile', 'secondName'] as const)('just before %s: nothing of it stays', async (step) => {
    const person = newId();
    const other = open();
    before[step] = () => other.destroy(person);
    await expect(open().pseudonym(person)).rejects.toBeInstanceOf(Erased);
    expect(keysLeft()).toEqual([]);
  });

  it('just before its pseudonym is tied again: the pseudonym does not outlive it', async () => {
    const person = newId();
    const keys = open();
    const pseudonym = await keys.pseudonym(person);
    rmSync(join(folder, 'pseudonyms', pseudonym.slice(2, 4), `${pseudonym}.key`));
    // The word is out, and the deed not yet done.
    before.secondName = async () => {
      const { createFile } = jest.requireActual<typeof durable>('./durable-file');
      await createFile(join(folder, 'persons', person.slice(-2), `${person}.destroyed`), '');
    };
    await expect(keys.pseudonym(person)).rejects.toBeInstanceOf(Erased);
    expect(keysLeft().filter((name) => name.includes(pseudonym))).toEqual([]);
    await open().destroy(person);
    expect(keysLeft()).toEqual([]);
  });

  it('made by two at once is one key', async () => {
    const person = newId();
    let other = '';
    before.createFile = async () => {
      other = await open().pseudonym(person);
    };
    expect(await open().pseudonym(person)).toBe(other);
    expect(other).toMatch(/^p_/);
  });
});
