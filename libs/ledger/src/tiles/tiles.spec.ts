import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bundleEntries,
  consistencyRanges,
  entryBundle,
  GrowingTree,
  hasTile,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  parseTilePath,
  type Tile,
  tilePath,
  TileReader,
  treeRoot,
} from '../index';

const LARGEST = 70_000;
const leaves = Array.from({ length: LARGEST }, (_, i) => leafHash(`leaf ${i}`));
const MTH = new Map<string, Buffer>();

/** The n-th hash at a level, by the formula of tlog-tiles. */
const tileHash = (level: number, i: number): Buffer => {
  if (level === 0) return leaves[i];
  const key = `${level}/${i}`;
  let hash = MTH.get(key);
  if (!hash) MTH.set(key, (hash = treeRoot(leaves.slice(i * 256 ** level, (i + 1) * 256 ** level))));
  return hash;
};
const expected = ({ level, index, width }: Tile['name']): Buffer =>
  Buffer.concat(Array.from({ length: width }, (_, i) => tileHash(level as number, index * 256 + i)));

/** A log that keeps every tile of every size that it was asked for. */
const published = (sizes: readonly number[]): { files: Map<string, Buffer>; tree: GrowingTree } => {
  const files = new Map<string, Buffer>();
  let tree = GrowingTree.empty();
  for (const size of sizes) {
    // Every other time through what a restart would know.
    if (size % 2 === 1) tree = GrowingTree.from(tree.size, tree.edge());
    const filled = tree.append(leaves.slice(tree.size, size));
    for (const { name, bytes } of [...filled, ...tree.partialTiles()]) {
      files.set(tilePath(name), bytes);
      expect(bytes.equals(expected(name))).toBe(true);
    }
  }
  return { files, tree };
};
const reader = (size: number, files: ReadonlyMap<string, Buffer>): TileReader =>
  new TileReader(size, (name) => {
    const bytes = files.get(tilePath(name));
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`there is no ${tilePath(name)}`));
  });

describe('the paths of tiles', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 0, width: 1 }, 'tile/0/000.p/1'],
    [{ level: 1, index: 999, width: 255 }, 'tile/1/999.p/255'],
    [{ level: 63, index: 1000, width: 256 }, 'tile/63/x001/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 'entries', index: 1_234_067, width: 8 }, 'tile/entries/x001/x234/067.p/8'],
  ] as const)('%j is %s', (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });
  it.each([
    ...[
      'tile/0/0',
      'tile/0/00',
      'tile/0/x000/000',
      'tile/0/x001/x000',
      'tile/0/1234',
      'tile/00/000',
      'tile/64/000',
    ],
    ...[
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      'tile/0/000.p/',
      'tile/0/000/',
      '/tile/0/000',
      'tile/-1/000',
    ],
    ...[
      'tile/Entries/000',
      'tile/0/000.P/1',
      'tile/0/../000',
      'tile/0/x000/x000/001',
      'tile/0/000.p/1/',
      'tile//000',
      'tile/0/000\n',
    ],
    'tile/0/x999/x999/x999/x999/x999/x999/999',
  ])('%j is none', (path) => expect(parseTilePath(path)).toBeNull());
  it('name what a tree of a size has', () => {
    // The example of tlog-tiles: 70,000 leaves.
    const has = (path: string) => hasTile(parseTilePath(path) ?? { level: 0, index: -1, width: 0 }, LARGEST);
    expect(
      ['tile/0/272', 'tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1'].every(has),
    ).toBe(true);
    expect(
      ['tile/0/273', 'tile/0/273.p/113', 'tile/1/001.p/18', 'tile/2/000.p/2', 'tile/3/000.p/1'].some(has),
    ).toBe(false);
  });
});

describe('a growing tree', () => {
  it('has the root, the tiles and the frontier of RFC 6962 at every size up to 600', () => {
    const { tree } = published(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(tree.size).toBe(600);
    const grown = GrowingTree.empty();
    const wrong: number[] = [];
    for (let size = 0; size <= 600; size++) {
      const root = treeRoot(leaves.slice(0, size));
      if (!grown.root().equals(root) || !GrowingTree.from(size, grown.edge()).root().equals(root))
        wrong.push(size);
      grown.append([leaves[size]]);
    }
    expect(wrong).toEqual([]);
  });

  it('grows in any steps to 70,000, by exactly the tiles that the specification counts', () => {
    const step = fc.integer({ min: 1, max: 9_000 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const sizes = [
          ...new Set(
            steps.map((_, i) =>
              Math.min(
                LARGEST,
                steps.slice(0, i + 1).reduce((a, b) => a + b),
              ),
            ),
          ),
        ];
        const last = sizes[sizes.length - 1];
        const { tree } = published(sizes);
        expect(tree.root().equals(treeRoot(leaves.slice(0, last)))).toBe(true);
      }),
      { numRuns: 4 },
    );
    const { files } = published([LARGEST]);
    expect([...files.keys()].filter((path) => path.startsWith('tile/0/'))).toHaveLength(274);
    expect([...files.keys()].filter((path) => !path.startsWith('tile/0/')).sort()).toEqual([
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('refuses an edge of another size', () => {
    const tree = GrowingTree.empty();
    tree.append(leaves.slice(0, 300));
    expect(() => GrowingTree.from(301, tree.edge())).toThrow(RangeError);
  });
});

describe('proofs from tiles', () => {
  it('are those of the tree, for random places in trees up to 70,000', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: LARGEST }), fc.nat(), fc.nat(), async (size, at, before) => {
        const { files } = published([size]);
        const [index, old] = [at % size, 1 + (before % size)];
        const tiles = reader(size, files);
        const root = await tiles.root();
        expect(root.equals(treeRoot(leaves.slice(0, size)))).toBe(true);
        const path = await tiles.rangeRoots(inclusionRanges(index, size));
        expect(isIncluded(leaves[index], index, size, path, root)).toBe(true);
        const proof = await tiles.rangeRoots(consistencyRanges(old, size));
        const oldRoot = treeRoot(leaves.slice(0, old));
        expect(isConsistent({ size: old, root: oldRoot }, { size, root }, proof)).toBe(true);
        expect((await tiles.root(old)).equals(oldRoot)).toBe(true);
      }),
      { numRuns: 6 },
    );
  });

  it('are refused where a tile is cut', async () => {
    const { files } = published([300]);
    files.set('tile/0/001.p/44', Buffer.alloc(31));
    await expect(reader(300, files).root()).rejects.toThrow('tile/0/001.p/44 has 31 bytes');
  });
});

describe('entry bundles', () => {
  it('give back the leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(bundleEntries(entryBundle(entries))).toEqual(entries.map((entry) => Buffer.from(entry)));
      }),
    );
    expect(entryBundle([Buffer.from('ab'), Buffer.alloc(0)]).toString('hex')).toBe('000261620000');
    expect(() => entryBundle([Buffer.alloc(65_536)])).toThrow('out of range');
  });
  it.each(['00', '0002', '000261', '00016100'])('%s is cut', (hex) =>
    expect(() => bundleEntries(Buffer.from(hex, 'hex'))).toThrow(RangeError),
  );
});
