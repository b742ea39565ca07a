import { type ByteString, rootOf } from '../merkle';

/** The leaves from `from` on, before `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A perfect subtree: the node at `height` (0 for leaves) that covers the leaves [index·2^height, (index+1)·2^height). */
export interface Node {
  readonly height: number;
  readonly index: number;
}

/** Gives the hash of a perfect subtree. */
export type NodeHashes = (node: Node) => Buffer;

/** The largest power of two that is smaller than `n`, at which RFC 6962 splits a tree of `n` > 1 leaves. */
export const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** @throws RangeError on what is no size of a tree */
export const assertSize = (size: number): void => {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no size of a tree`);
};

/**
 * The perfect subtrees that a range consists of, in order of their leaves. The range must begin where a subtree of its size can:
 * every range of a proof does.
 */
export const perfectSubtrees = ({ from, to }: LeafRange): Node[] => {
  const nodes: Node[] = [];
  for (let at = from; at < to;) {
    let height = 0;
    let width = 1;
    while (width * 2 <= to - at && at % (width * 2) === 0) {
      width *= 2;
      height++;
    }
    nodes.push({ height, index: at / width });
    at += width;
  }
  return nodes;
};

/** The root of perfect subtrees in order of their leaves, each smaller than the one before it; that of no leaves for none. */
export const rootOfSubtrees = (hashes: readonly Buffer[]): Buffer => {
  if (hashes.length === 0) return digest(rootOf([]));
  return hashes.reduceRight((right, left) => digest(rootOf([text(left), text(right)])));
};

/** The RFC 6962 tree hash of a range. */
export const rangeRoot = (range: LeafRange, hashOf: NodeHashes): Buffer =>
  rootOfSubtrees(perfectSubtrees(range).map(hashOf));

/**
 * The frontier of a tree of `size` leaves: its perfect subtrees, largest first; as many as `size` has binary ones. With the
 * leaves behind it, it gives the root of any larger tree.
 */
export const frontierOf = (size: number): Node[] => {
  assertSize(size);
  return perfectSubtrees({ from: 0, to: size });
};

const text = (hash: Buffer): ByteString => hash.toString('latin1');
const digest = (hash: ByteString): Buffer => Buffer.from(hash, 'latin1');
