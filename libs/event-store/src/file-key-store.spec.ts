import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Erased, newId } from '@jejak/kernel';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore, type FileKeyStoreOptions } from './file-key-store';
import type { KeyStore } from './key-store';
import { unseal } from './sealing';

const kek = Buffer.alloc(32, 7);
const aad = Buffer.from('the hash of an event');
let folder: string;
let person: string;
let keys: KeyStore;
/** Another process on the same folder. */
const open = (options: Partial<FileKeyStoreOptions> = {}): KeyStore =>
  fileKeyStore({ folder, kek, cacheMs: 0, ...options });
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
  person = newId();
  keys = open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a pseudonym', () => {
  it('is the same for ever, in every process, and tells nothing of the person', async () => {
    const pseudonym = await keys.pseudonym(person);
    expect(pseudonym).toMatch(/^p_[A-Za-z0-9_-]{22}$/);
    expect(await open().pseudonym(person)).toBe(pseudonym);
    expect(await open().pseudonym(person.toUpperCase())).toBe(pseudonym);
    expect(await keys.pseudonym(newId())).not.toBe(pseudonym);
  });
  it('is the HMAC under the key of the person', async () => {
    const pseudonym = await keys.pseudonym(person);
    const file = JSON.parse(readFileSync(files()[0], 'utf8')) as { key: string };
    const key = unseal(kek, Buffer.from(file.key, 'base64url'), Buffer.from(`jejak-key/v1\n${person}`));
    const hmac = createHmac('sha256', key).update('asn-pid/v1').digest('base64url');
    expect(pseudonym).toBe(`p_${hmac.slice(0, 22)}`);
  });
  it('names the person as well as the UUID does', async () => {
    const pseudonym = await keys.pseudonym(person);
    expect(await keys.pseudonym(pseudonym)).toBe(pseudonym);
    const sealed = await keys.seal(pseudonym, 'text', aad);
    expect(await keys.open(person, sealed, aad)).toBe('text');
    expect(await open().open(pseudonym, await keys.seal(person, 'text', aad), aad)).toBe('text');
  });
});

describe('a sealed text', () => {
  it('seals bytes that are no text, and gives back the same', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0x00, 0xc3, 0x28, 0x80]);
    const sealed = await keys.seal(person, bytes, aad);
    expect(await keys.openBytes(person, sealed, aad)).toEqual(bytes);
    await keys.destroy(person);
    expect(await keys.openBytes(person, sealed, aad)).toBeNull();
  });

  it('opens for the same person and event only', async () => {
    const sealed = await keys.seal(person, 'a word: é😀', aad);
    expect(sealed).toHaveLength(12 + Buffer.byteLength('a word: é😀') + 16);
    expect(await open().open(person, sealed, aad)).toBe('a word: é😀');
    await expect(keys.open(person, sealed, Buffer.from('another event'))).rejects.toThrow();
    await keys.pseudonym(newId());
    const other = newId();
    await keys.pseudonym(other);
    await expect(keys.open(other, sealed, aad)).rejects.toThrow();
    await expect(keys.open(person, Buffer.alloc(5), aad)).rejects.toThrow();
  });
  it('never has the same nonce twice', async () => {
    const nonces = await Promise.all(
      Array.from({ length: 1000 }, async () =>
        (await keys.seal(person, '', aad)).subarray(0, 12).toString('hex'),
      ),
    );
    expect(new Set(nonces).size).toBe(1000);
  });
  it('about nobody has the key of the installation', async () => {
    const sealed = await keys.seal(null, 'to all', aad);
    expect(await open().open(null, sealed, aad)).toBe('to all');
    await expect(keys.open(person, sealed, aad)).resolves.toBeNull();
  });
});

describe('many processes on one folder', () => {
  it('agree on one key, whoever is first', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => open().pseudonym(person)));
    expect(new Set(all).size).toBe(1);
    expect(files()).toHaveLength(2);
    const installation = await Promise.all(Array.from({ length: 6 }, () => open().seal(null, 'x', aad)));
    for (const sealed of installation) expect(await keys.open(null, sealed, aad)).toBe('x');
  });
  it('see a destroyed key when the cache runs out', async () => {
    const other = open({ cacheMs: 20 });
    const sealed = await keys.seal(person, 'text', aad);
    expect(await other.open(person, sealed, aad)).toBe('text');
    await keys.destroy(person);
    let seen = await other.open(person, sealed, aad);
    while (seen !== null) seen = await other.open(person, sealed, aad);
    expect(seen).toBeNull();
  });
  it('never leave a key behind when one destroys what others are making', async () => {
    for (let round = 0; round < 30; round++) {
      const id = newId();
      const [processes, destroyer] = [Array.from({ length: 4 }, () => open()), open()];
      const pseudonyms = await Promise.allSettled([
        ...processes.map((process) => process.pseudonym(id)),
        destroyer.destroy(id).then(() => ''),
        ...processes.map((process) => process.pseudonym(id)),
      ]);
      for (const result of pseudonyms)
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Erased);
      await expect(open().pseudonym(id)).rejects.toBeInstanceOf(Erased);
    }
    expect(files().filter((file) => !file.endsWith('.destroyed'))).toEqual([]);
  });
});

describe('a destroyed key', () => {
  it('is gone from the folder, and nothing is left that links person and pseudonym', async () => {
    const pseudonym = await keys.pseudonym(person);
    await keys.destroy(person);
    const left = files();
    expect(left).toHaveLength(1);
    expect(left[0]).toContain(`${person}.destroyed`);
    expect(readFileSync(left[0], 'utf8')).toBe('');
    expect(left.join()).not.toContain(pseudonym);
  });
  it('opens as null, and takes nothing more', async () => {
    const sealed = await keys.seal(person, 'text', aad);
    const pseudonym = await keys.pseudonym(person);
    await keys.destroy(person);
    for (const store of [keys, open()])
      for (const id of [person, pseudonym]) {
        expect(await store.open(id, sealed, aad)).toBeNull();
        expect(await store.isDestroyed(id)).toBe(true);
        await expect(store.seal(id, 'more', aad)).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
        await expect(store.pseudonym(id)).rejects.toBeInstanceOf(Erased);
      }
  });
  it('stays destroyed, however often and by whatever name', async () => {
    const pseudonym = await keys.pseudonym(person);
    await keys.destroy(pseudonym);
    await keys.destroy(pseudonym);
    await keys.destroy(person);
    expect(await keys.isDestroyed(person)).toBe(true);
  });
  it('of a person without a key means that there will never be one', async () => {
    expect(await keys.isDestroyed(person)).toBe(false);
    await keys.destroy(person);
    await expect(keys.pseudonym(person)).rejects.toBeInstanceOf(Erased);
  });
  it('counts as destroyed as soon as the word is written, and is then finished by whoever tries again', async () => {
    const sealed = await keys.seal(person, 'text', aad);
    const pseudonym = await keys.pseudonym(person);
    // A process that died between the word and the deed.
    const [personFile] = files().filter((file) => file.endsWith(`${person}.key`));
    writeFileSync(personFile.replace(/key$/, 'destroyed'), '');
    writeFileSync(`${personFile}.0123.draft`, 'a draft of a process that died');
    for (const id of [person, pseudonym]) expect(await keys.open(id, sealed, aad)).toBeNull();
    await open().destroy(person);
    expect(files()).toEqual([personFile.replace(/key$/, 'destroyed')]);
  });
});

describe('the folder', () => {
  it('holds no key in the clear', async () => {
    await keys.seal(person, 'text', aad);
    await keys.seal(null, 'text', aad);
    for (const file of files()) {
      const {
        key,
        kek: kekId,
        person: whose,
      } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      // nonce, 32 bytes under the KEK, tag
      expect(Buffer.from(key, 'base64url')).toHaveLength(12 + 32 + 16);
      expect(kekId).toMatch(/^[0-9a-f]{16}$/);
      expect([person, 'installation']).toContain(whose);
    }
  });
  it('says that it is another KEK, and does not take it for an erasure', async () => {
    await keys.pseudonym(person);
    const wrong = fileKeyStore({ folder, kek: Buffer.alloc(32, 8) });
    await expect(wrong.pseudonym(person)).rejects.toThrow('wrapped by KEK');
    expect(() => fileKeyStore({ folder, kek: Buffer.alloc(16) })).toThrow('32 bytes');
  });
  it('does not let one person have the key of another', async () => {
    const other = newId();
    await keys.pseudonym(person);
    await keys.pseudonym(other);
    const fileOf = (id: string) => files().find((file) => file.endsWith(`${id}.key`)) as string;
    const stolen = { ...(JSON.parse(readFileSync(fileOf(person), 'utf8')) as object), person: other };
    writeFileSync(fileOf(other), JSON.stringify(stolen));
    await expect(open().pseudonym(other)).rejects.toThrow();
  });
  it('makes a lost pseudonym file again', async () => {
    const pseudonym = await keys.pseudonym(person);
    const [file] = files().filter((path) => path.includes('pseudonyms'));
    rmSync(file);
    const sealed = await keys.seal(person, 'text', aad);
    expect(existsSync(file)).toBe(true);
    expect(await keys.open(pseudonym, sealed, aad)).toBe('text');
  });
  it('is asked for people only', async () => {
    for (const id of ['', 'installation', '../../etc/passwd', 'p_short'])
      await expect(keys.pseudonym(id)).rejects.toBeInstanceOf(RangeError);
  });
});

describe('the cache', () => {
  it('is bounded', async () => {
    const small = open({ cacheMs: 60_000, cacheSize: 2 });
    const people = [newId(), newId(), newId()];
    const pseudonyms: string[] = [];
    for (const id of people) pseudonyms.push(await small.pseudonym(id));
    rmSync(folder, { recursive: true });
    // The two newest are still known without their files.
    expect(await small.pseudonym(people[2])).toBe(pseudonyms[2]);
    expect(await small.pseudonym(people[1])).toBe(pseudonyms[1]);
    expect(await small.pseudonym(people[0])).not.toBe(pseudonyms[0]);
  });
  it('knows a person by both names, whichever was looked up', async () => {
    const pseudonym = await keys.pseudonym(person);
    const sealed = await keys.seal(person, 'text', aad);
    const [byPerson, byPseudonym] = [open({ cacheMs: 60_000 }), open({ cacheMs: 60_000 })];
    await byPerson.pseudonym(person);
    await byPseudonym.open(pseudonym, sealed, aad);
    rmSync(folder, { recursive: true });
    expect(await byPerson.open(pseudonym, sealed, aad)).toBe('text');
    expect(await byPseudonym.pseudonym(person)).toBe(pseudonym);
  });
  it('forgets both names of a person whose key is destroyed', async () => {
    const warm = open({ cacheMs: 60_000 });
    const pseudonym = await warm.pseudonym(person);
    const sealed = await warm.seal(person, 'text', aad);
    await warm.destroy(pseudonym);
    for (const id of [person, pseudonym]) expect(await warm.open(id, sealed, aad)).toBeNull();
  });
});
