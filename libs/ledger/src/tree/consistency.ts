import { nodeHash } from '../merkle';
import { assertSize, type LeafRange, type NodeHashes, rangeRoot, splitOf } from './subtree';

/**
 * The ranges whose tree hashes prove that the tree of `old` leaves is the beginning of that of `size` (RFC 6962 section 2.1.2). None
 * for two equal sizes, and none from nothing: every tree begins with that.
 * @throws RangeError where `old` is larger than `size`
 */
export const consistencyRanges = (old: number, size: number): LeafRange[] => {
  assertSize(old);
  assertSize(size);
  if (old > size) throw new RangeError(`a tree of ${size} does not begin with one of ${old}`);
  if (old === 0 || old === size) return [];
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  // Whether the old tree is, so far, a whole subtree: then its verifier has its hash already.
  let whole = true;
  while (to !== old) {
    const middle = from + splitOf(to - from);
    if (old <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
      whole = false;
    }
  }
  if (!whole) ranges.push({ from, to });
  return ranges.reverse();
};

/** The consistency proof between two sizes of a tree. @throws RangeError where `old` is larger than `size` */
export const consistencyProof = (old: number, size: number, hashOf: NodeHashes): Buffer[] =>
  consistencyRanges(old, size).map((range) => rangeRoot(range, hashOf));

interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether `old` is the beginning of `tree`, by this proof (RFC 9162 section 2.1.4.2). */
export const isConsistent = (old: Tree, tree: Tree, proof: readonly Buffer[]): boolean => {
  if (![old.size, tree.size].every(Number.isSafeInteger) || old.size < 0 || old.size > tree.size)
    return false;
  if (old.size === tree.size) return proof.length === 0 && old.root.equals(tree.root);
  if (old.size === 0) return proof.length === 0;
  const isPowerOfTwo = Number.isInteger(Math.log2(old.size)) && 2 ** Math.log2(old.size) === old.size;
  const path = isPowerOfTwo ? [old.root, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let at = old.size - 1;
  let last = tree.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let oldRoot = first;
  let root = first;
  for (const hash of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldRoot = nodeHash(hash, oldRoot);
      root = nodeHash(hash, root);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      root = nodeHash(root, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && oldRoot.equals(old.root) && root.equals(tree.root);
};
