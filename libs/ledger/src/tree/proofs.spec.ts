import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  consistencyProof,
  frontierOf,
  inclusionPath,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  type NodeHashes,
  rootFromPath,
  rootOfSubtrees,
  treeRoot,
} from '../index';

const LARGEST = 70_000;
const leaves = Array.from({ length: LARGEST }, (_, i) => leafHash(`leaf ${i}`));

const sha = (...parts: Buffer[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};
const ONE = Buffer.of(1);
const known = new Map<string, Buffer>();

/** RFC 6962 section 2.1, word for word, over the leaves [from, to); what is a whole subtree is remembered. */
const mth = (from: number, to: number): Buffer => {
  if (to - from === 0) return sha();
  if (to - from === 1) return leaves[from];
  const key = `${from}-${to}`;
  let hash = known.get(key);
  if (!hash) {
    let k = 1;
    while (k * 2 < to - from) k *= 2;
    hash = sha(ONE, mth(from, from + k), mth(from + k, to));
    if (Number.isInteger(Math.log2(to - from))) known.set(key, hash);
  }
  return hash;
};

/** PATH(m, D[n]) of section 2.1.1, word for word. */
const pathOf = (m: number, from: number, to: number): Buffer[] => {
  const n = to - from;
  if (n === 1) return [];
  let k = 1;
  while (k * 2 < n) k *= 2;
  return m < k
    ? [...pathOf(m, from, from + k), mth(from + k, to)]
    : [...pathOf(m - k, from + k, to), mth(from, from + k)];
};

/** SUBPROOF(m, D[n], b) of section 2.1.2, word for word. */
const subproof = (m: number, from: number, to: number, b: boolean): Buffer[] => {
  const n = to - from;
  if (m === n) return b ? [] : [mth(from, to)];
  let k = 1;
  while (k * 2 < n) k *= 2;
  return m <= k
    ? [...subproof(m, from, from + k, b), mth(from + k, to)]
    : [...subproof(m - k, from + k, to, false), mth(from, from + k)];
};

const hashOf: NodeHashes = ({ height, index }) => mth(index * 2 ** height, (index + 1) * 2 ** height);
const hex = (hashes: readonly Buffer[]): string => hashes.map((hash) => hash.toString('hex')).join(' ');
const large = fc.integer({ min: 1, max: LARGEST });

describe('inclusion', () => {
  it('is the audit path of RFC 6962, and verifies, for every leaf of every tree up to 130 and every tenth up to 600', () => {
    const wrong: string[] = [];
    for (let size = 1; size <= 600; size++) {
      const root = mth(0, size);
      for (let index = 0; index < size; index += size <= 130 ? 1 : 10) {
        const path = inclusionPath(index, size, hashOf);
        if (hex(path) !== hex(pathOf(index, 0, size)) || !isIncluded(leaves[index], index, size, path, root))
          wrong.push(`${index} of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('holds for trees up to 70,000 leaves', () => {
    fc.assert(
      fc.property(large, fc.nat(), (size, at) => {
        const index = at % size;
        const path = inclusionPath(index, size, hashOf);
        expect(hex(path)).toBe(hex(pathOf(index, 0, size)));
        expect(isIncluded(leaves[index], index, size, path, mth(0, size))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('verifies for nothing else: another leaf, index, size, root, or a path that is changed, longer or shorter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), (size, at, bit) => {
        const index = at % size;
        const root = mth(0, size);
        const path = inclusionPath(index, size, hashOf);
        const flipped = path.map((hash, i) => {
          const copy = Buffer.from(hash);
          if (i === bit % path.length) copy[bit % 32] ^= 1 << (bit % 8);
          return copy;
        });
        const other = leaves[(index + 1) % size];
        expect(isIncluded(other, index, size, path, root)).toBe(false);
        expect(isIncluded(leaves[index], (index + 1) % size, size, path, root)).toBe(false);
        expect(isIncluded(leaves[index], index, size, flipped, root)).toBe(false);
        expect(isIncluded(leaves[index], index, size, path.slice(1), root)).toBe(false);
        expect(isIncluded(leaves[index], index, size, [...path, leaves[0]], root)).toBe(false);
        expect(isIncluded(leaves[index], index, size, path, mth(0, size - 1))).toBe(false);
      }),
    );
    for (const [index, size] of [
      [5, 5],
      [-1, 5],
      [0.5, 5],
      [Number.NaN, 5],
      [0, 0],
    ]) {
      expect(rootFromPath(leaves[0], index, size, [])).toBeNull();
      expect(() => inclusionRanges(index, size)).toThrow(RangeError);
    }
  });
});

describe('consistency', () => {
  it('is the proof of RFC 6962, and verifies, for every pair of sizes up to 130 and every seventeenth up to 600', () => {
    const wrong: string[] = [];
    for (let size = 0; size <= 600; size++) {
      const root = mth(0, size);
      for (let old = 0; old <= size; old += size <= 130 ? 1 : 17) {
        const proof = consistencyProof(old, size, hashOf);
        const right = old === 0 ? '' : hex(subproof(old, 0, size, true));
        if (hex(proof) !== right || !isConsistent({ size: old, root: mth(0, old) }, { size, root }, proof))
          wrong.push(`${old} to ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('holds for trees up to 70,000 leaves, and for no other tree of either size', () => {
    fc.assert(
      fc.property(large, fc.nat(), (size, at) => {
        const old = at % (size + 1);
        const proof = consistencyProof(old, size, hashOf);
        const [before, after] = [
          { size: old, root: mth(0, old) },
          { size, root: mth(0, size) },
        ];
        expect(isConsistent(before, after, proof)).toBe(true);
        if (old === 0) return;
        expect(isConsistent({ ...before, root: leaves[1] }, after, proof)).toBe(false);
        expect(isConsistent(before, { ...after, root: leaves[1] }, proof)).toBe(false);
        expect(isConsistent(before, after, [...proof, leaves[1]])).toBe(false);
        if (proof.length > 0) expect(isConsistent(before, after, proof.slice(1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused where the old tree is the larger one', () => {
    expect(() => consistencyProof(6, 5, hashOf)).toThrow(RangeError);
    expect(isConsistent({ size: 6, root: mth(0, 6) }, { size: 5, root: mth(0, 5) }, [])).toBe(false);
    // A proof from nothing says nothing, so there must be none.
    expect(isConsistent({ size: 0, root: mth(0, 0) }, { size: 5, root: mth(0, 5) }, [leaves[0]])).toBe(false);
  });
});

describe('the frontier', () => {
  it('has as many subtrees as the size has binary ones, and gives the root', () => {
    for (let size = 0; size <= 600; size++) {
      const frontier = frontierOf(size);
      expect(frontier).toHaveLength(size.toString(2).replaceAll('0', '').length);
      expect(rootOfSubtrees(frontier.map(hashOf)).equals(mth(0, size))).toBe(true);
    }
    expect(rootOfSubtrees(frontierOf(LARGEST).map(hashOf)).equals(treeRoot(leaves))).toBe(true);
  });
});

// The known answers of certificate-transparency's and trillian's reference tests for their eight entries.
describe('the reference vectors', () => {
  const entries = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const hashes = entries.map((text) => leafHash(Buffer.from(text, 'hex')));
  const at: NodeHashes = ({ height, index }) =>
    treeRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height));
  it('give these audit paths', () => {
    expect(inclusionPath(0, 8, at).map((hash) => hash.toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(inclusionPath(5, 8, at).map((hash) => hash.toString('hex'))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(inclusionPath(2, 3, at).map((hash) => hash.toString('hex'))).toEqual([
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    ]);
  });
  it('give these consistency proofs', () => {
    expect(consistencyProof(1, 8, at).map((hash) => hash.toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(consistencyProof(6, 8, at).map((hash) => hash.toString('hex'))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(2, 5, at).map((hash) => hash.toString('hex'))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});
