import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isConsistent, isIncluded, leafHash, signCheckpoint, signingKey, treeRoot } from '@jejak/ledger';
import { Unavailable } from '@jejak/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogFiles } from '../log/log-files';
import { TileWriter } from '../log/tile-writer';
import { PublishedTree } from './published-tree';

const key = signingKey('log.test/1', 'note', Buffer.alloc(32, 7));
const entries = Array.from({ length: 700 }, (_, i) => {
  const leaf = Buffer.from(`leaf ${i}`);
  return { leaf, hash: leafHash(leaf) };
});
const rootOf = (size: number): Buffer => treeRoot(entries.slice(0, size).map(({ hash }) => hash));
const note = (size: number): string =>
  signCheckpoint({ origin: 'log.test/1', size, root: rootOf(size) }, key);

let folder: string;
let files: LogFiles;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-tree-'));
  files = new LogFiles(folder);
  const writer = TileWriter.empty(files);
  for (const size of [300, 700]) {
    writer.append(entries.slice(writer.size, size));
    await writer.publish(note(size));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusal = expect.objectContaining({ code: 'PROOF_UNAVAILABLE' });

describe('the published tree', () => {
  it('proves every entry in the published tree and in any smaller one', async () => {
    const tree = await PublishedTree.open(files);
    expect(tree.size).toBe(700);
    for (const [index, size] of [
      [0, 700],
      [699, 700],
      [256, 700],
      [255, 256],
      [3, 300],
      [299, 300],
      [0, 1],
    ]) {
      const { hash } = entries[index];
      const head = { size, root: rootOf(size) };
      const path = await tree.inclusion(hash, index, head);
      expect(isIncluded(hash, index, size, path, head.root)).toBe(true);
      expect((await tree.root(size)).equals(head.root)).toBe(true);
    }
  });

  it('shows that any size goes on from any smaller one', async () => {
    const tree = await PublishedTree.open(files);
    for (const [from, to] of [
      [0, 700],
      [1, 700],
      [256, 300],
      [300, 700],
      [700, 700],
    ]) {
      const { fromRoot, toRoot, proof } = await tree.consistency(from, to);
      expect(fromRoot.equals(rootOf(from))).toBe(true);
      expect(isConsistent({ size: from, root: fromRoot }, { size: to, root: toRoot }, proof)).toBe(true);
    }
  });

  it('does with the full tile where a partial one was removed', async () => {
    await files.write('checkpoint', note(300));
    unlinkSync(join(folder, 'tile/0/001.p/44'));
    // In the meantime the tile became full.
    await files.write('tile/0/001', Buffer.concat(entries.slice(256, 512).map(({ hash }) => hash)));
    const tree = await PublishedTree.open(files);
    expect((await tree.inclusion(entries[290].hash, 290, tree.checkpoint)).length).toBeGreaterThan(0);
  });

  it('gives no proof out of tiles that are damaged, cut or gone, and none of another entry', async () => {
    const damage = async (work: () => void): Promise<void> => {
      work();
      const tree = await PublishedTree.open(files);
      await expect(tree.inclusion(entries[5].hash, 5, tree.checkpoint)).rejects.toEqual(refusal);
      await expect(tree.consistency(5, 700)).rejects.toThrow(Unavailable);
    };
    const tree = await PublishedTree.open(files);
    await expect(tree.inclusion(entries[6].hash, 5, tree.checkpoint)).rejects.toEqual(refusal);
    const tile = join(folder, 'tile/0/000');
    await damage(() => writeFileSync(tile, Buffer.alloc(8_192)));
    await damage(() => writeFileSync(tile, Buffer.alloc(100)));
    await damage(() => unlinkSync(tile));
  });

  it('is none before anything is published', async () => {
    await expect(PublishedTree.open(new LogFiles(join(folder, 'nothing')))).rejects.toEqual(refusal);
  });
});
