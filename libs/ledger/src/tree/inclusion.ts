import { nodeHash } from '../merkle';
import { assertSize, type LeafRange, type NodeHashes, rangeRoot, splitOf } from './subtree';

/**
 * The ranges whose tree hashes are the audit path of a leaf, leaf end first (RFC 6962 section 2.1.1).
 * @throws RangeError for a leaf that the tree does not have
 */
export const inclusionRanges = (index: number, size: number): LeafRange[] => {
  assertSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`a tree of ${size} has no leaf ${index}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
};

/** The audit path of a leaf, leaf end first. @throws RangeError for a leaf that the tree does not have */
export const inclusionPath = (index: number, size: number, hashOf: NodeHashes): Buffer[] =>
  inclusionRanges(index, size).map((range) => rangeRoot(range, hashOf));

/**
 * The root that an audit path leads to; null where the path does not have the length that it must have (RFC 9162 section 2.1.3.2).
 * @param path leaf end first
 */
export const rootFromPath = (
  leafHash: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null => {
  if (![index, size].every(Number.isSafeInteger) || index < 0 || index >= size) return null;
  let at = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
};

/** Whether a leaf stands at its index in the tree of this size and root. */
export const isIncluded = (
  leafHash: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
  root: Buffer,
): boolean => rootFromPath(leafHash, index, size, path)?.equals(root) ?? false;
