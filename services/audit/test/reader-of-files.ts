import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createHash } from 'node:crypto';
import { HeadsMap, parseLeaf } from '@jejak/ledger';

/** What an outsider makes of the folder of a log, with none of the log's own code. */
export interface ReadFromFiles {
  readonly size: number;
  readonly root: string;
  /** Leaf hashes, from the entries themselves. */
  readonly hashes: readonly Buffer[];
  readonly leaves: readonly string[];
}

const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 section 2.1, word for word. */
export const mth = (hashes: readonly Buffer[]): Buffer => {
  if (hashes.length < 2) return hashes.at(0) ?? sha();
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return sha(Buffer.of(1), mth(hashes.slice(0, k)), mth(hashes.slice(k)));
};

/** The path of the last tile of a row that has `count` of something, and of the full ones before it. */
const tilesOf = (kind: string, count: number): string[] => {
  const name = (n: number): string => {
    const digits = String(n).padStart(3, '0');
    return digits.length > 3 ? `x${digits.slice(0, -3).padStart(3, '0')}/${digits.slice(-3)}` : digits;
  };
  const full = Array.from({ length: Math.floor(count / 256) }, (_, n) => join('tile', kind, name(n)));
  return count % 256 === 0 ? full : [...full, `${join('tile', kind, name(full.length))}.p/${count % 256}`];
};

/**
 * Reads a log from its files as tlog-tiles has them: the checkpoint, then every entry and every tile of hashes that a checkpoint of
 * this size demands, each compared with the other.
 * @throws Error saying what does not fit; null where nothing is published yet
 */
export const readFromFiles = (folder: string): ReadFromFiles | null => {
  if (!existsSync(join(folder, 'checkpoint'))) return null;
  const [, size, root] = readFileSync(join(folder, 'checkpoint'), 'utf8').split('\n');
  const count = Number(size);
  const leaves: string[] = [];
  for (const path of tilesOf('entries', count)) {
    const bundle = readFileSync(join(folder, path));
    for (let at = 0; at < bundle.length;) {
      const length = bundle.readUInt16BE(at);
      leaves.push(bundle.toString('utf8', at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  if (leaves.length !== count) throw new Error(`${leaves.length} entries under a checkpoint of ${count}`);
  const hashes = leaves.map((leaf) => sha(Buffer.of(0), Buffer.from(leaf)));
  let row = hashes;
  for (let level = 0; row.length > 0; level++) {
    const tiles = tilesOf(String(level), row.length).map((path) => readFileSync(join(folder, path)));
    if (!Buffer.concat(tiles).equals(Buffer.concat(row)))
      throw new Error(`level ${level} is not that of the entries`);
    row = tiles
      .filter(({ length }) => length === 8_192)
      .map((_, i) => mth(row.slice(i * 256, (i + 1) * 256)));
  }
  if (mth(hashes).toString('base64') !== root) throw new Error('the root is not that of the entries');
  return { size: count, root, hashes, leaves };
};

/** Whether what was read later begins with what was read before. */
export const goesOn = (before: ReadFromFiles, after: ReadFromFiles): boolean =>
  after.size >= before.size && mth(after.hashes.slice(0, before.size)).toString('base64') === before.root;

/** Every file below a folder but drafts, by its path. */
export const filesBelow = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.draft'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(folder, path), readFileSync(path)];
      }),
  );

/**
 * What every full reader checks: each heads leaf stands where it says, and states the newest version of every stream before it.
 * @returns the places of the heads leaves
 * @throws Error naming the first that is wrong
 */
export const headsLeaves = (leaves: readonly string[]): number[] => {
  const map = HeadsMap.empty();
  const found: number[] = [];
  for (const [index, text] of leaves.entries()) {
    const leaf = parseLeaf(text);
    if (!leaf) throw new Error(`entry ${index} is no leaf`);
    const { stream, ver, heads } = leaf.core;
    if (stream === 'audit-heads') {
      const expected = {
        alg: 'heads/v1',
        upto: index,
        streams: map.streams,
        root: map.root().toString('base64url'),
      };
      if (JSON.stringify(heads, Object.keys(expected)) !== JSON.stringify(expected))
        throw new Error(
          `entry ${index} says ${JSON.stringify(heads)}, and ${JSON.stringify(expected)} is right`,
        );
      found.push(index);
    }
    map.set({ stream, ver, eventHash: leaf.eventHash, index });
  }
  return found;
};
