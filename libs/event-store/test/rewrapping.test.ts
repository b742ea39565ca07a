import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@jejak/kernel';
import { fileKeyStore, fileKeyWrapping, kekIdOf, type KeyStore, type KeyWrapping } from '../src';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const [first, second] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
const aad = Buffer.from('the hash of an event');

describe('keys that another KEK takes over', () => {
  let folder = '';
  const open = (kek: Buffer, ...otherKeks: Buffer[]): KeyStore =>
    fileKeyStore({ folder, kek, otherKeks, cacheMs: 0 });
  const wrapping = (kek: Buffer, ...otherKeks: Buffer[]): KeyWrapping =>
    fileKeyWrapping({ folder, kek, otherKeks });
  const names = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  /** KEKs by which any file of any name is wrapped. */
  const keks = (): Set<string> =>
    new Set(
      names()
        .filter((name) => /\.(key|draft)$/.test(name))
        .map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kek: string }).kek),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-rewrapping-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const people = async (count: number): Promise<Map<string, { pseudonym: string; sealed: Buffer }>> => {
    const keys = open(first);
    const found = new Map<string, { pseudonym: string; sealed: Buffer }>();
    for (let nth = 0; nth < count; nth++) {
      const id = newId();
      found.set(id, { pseudonym: await keys.pseudonym(id), sealed: await keys.seal(id, `of ${id}`, aad) });
    }
    return found;
  };
  const allOpen = async (keys: KeyStore, of: Awaited<ReturnType<typeof people>>): Promise<void> => {
    for (const [id, { pseudonym, sealed }] of of) {
      expect(await keys.open(pseudonym, sealed, aad)).toBe(`of ${id}`);
      expect(await keys.pseudonym(id)).toBe(pseudonym);
    }
  };

  it('are counted by KEK, with the day since when each is in use', async () => {
    await people(3);
    await open(first).seal(null, 'of nobody', aad);
    await wrapping(first).noteKek('2026-01-02T03:04:05.000Z');
    await wrapping(first).noteKek('2027-01-02T03:04:05.000Z');
    const old = { kek: kekIdOf(first), since: '2026-01-02T03:04:05.000Z', keys: 4 };
    expect(await wrapping(first).census()).toEqual([{ ...old, present: true }]);
    expect(await wrapping(second, first).census()).toEqual([
      { kek: kekIdOf(second), since: null, keys: 0, present: true },
      { ...old, present: false },
    ]);
  });

  it('open as before under the new one alone, and are wrapped once', async () => {
    const of = await people(5);
    const installation = await open(first).seal(null, 'of nobody', aad);
    expect(await wrapping(second, first).rewrap()).toBe(6);
    expect(await wrapping(second, first).rewrap()).toBe(0);
    await allOpen(open(second), of);
    expect(await open(second).open(null, installation, aad)).toBe('of nobody');
    expect(keks()).toEqual(new Set([kekIdOf(second)]));
    await expect(open(first).pseudonym([...of.keys()][0])).rejects.toThrow('wrapped by KEK');
  });

  it('are made under the new one meanwhile, and are used by processes that know both', async () => {
    const of = await people(2);
    const newcomer = newId();
    const pseudonym = await open(second, first).pseudonym(newcomer);
    expect(await open(first, second).pseudonym(newcomer)).toBe(pseudonym);
    await allOpen(open(first, second), of);
    await allOpen(open(second, first), of);
  });

  it('cannot be taken over without the old one: nothing is lost by trying', async () => {
    const of = await people(2);
    await expect(wrapping(second).rewrap()).rejects.toThrow('wrapped by KEK');
    await allOpen(open(first), of);
  });

  it('stay destroyed, whoever is destroyed just before the file is exchanged', async () => {
    const of = await people(6);
    const gone = [...of.keys()].slice(0, 3);
    let nth = 0;
    await wrapping(second, first).rewrap({
      mayGoOn: () => {
        // The word is out, and the deed not yet done: as another process is in the middle of it.
        const id = gone.at(nth++);
        if (id !== undefined) writeFileSync(join(folder, 'persons', id.slice(-2), `${id}.destroyed`), '');
      },
    });
    for (const id of gone) {
      expect(await open(second, first).isDestroyed(id)).toBe(true);
      await open(second, first).destroy(id);
      expect(names().filter((name) => name.includes(id))).toEqual([
        join('persons', id.slice(-2), `${id}.destroyed`),
      ]);
      expect(names().some((name) => name.includes(of.get(id)?.pseudonym ?? ''))).toBe(false);
      of.delete(id);
    }
    await allOpen(open(second), of);
  });

  it('are whole wherever the process that does it is killed, and it goes on from there', async () => {
    const of = await people(120);
    const run = async (killAt: number): Promise<void> => {
      const script = join(__dirname, 'rewrapping-process.cjs');
      const args = [script, folder, second.toString('hex'), first.toString('hex')];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.on('data', (said: Buffer) => {
        if (Number(said.toString().trim().split('\n').at(-1)) >= killAt) child.kill('SIGKILL');
      });
      await once(child, 'exit');
    };
    for (const killAt of [3, 20, 45, 80]) {
      await run(killAt);
      expect(keks().size).toBe(2);
      await allOpen(open(second, first), of);
      await allOpen(open(first, second), of);
    }
    await run(Number.POSITIVE_INFINITY);
    expect(keks()).toEqual(new Set([kekIdOf(second)]));
    expect(names().filter((name) => name.endsWith('.draft'))).toEqual([]);
    await allOpen(open(second), of);
  }, 120_000);

  it('that a killed process left half done do not outlive their end', async () => {
    const [id] = (await people(1)).keys();
    const file = join(folder, 'persons', id.slice(-2), `${id}.key`);
    writeFileSync(`${file}.replacing.draft`, readFileSync(file));
    await open(second, first).destroy(id);
    expect(names().filter((name) => name.includes(`${id}.key`))).toEqual([]);
    writeFileSync(`${file}.replacing.draft`, '{}');
    await wrapping(second, first).rewrap();
    expect(names().filter((name) => name.includes(`${id}.key`))).toEqual([]);
  });
});
