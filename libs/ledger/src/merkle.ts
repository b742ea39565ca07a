import { hash } from 'node:crypto';

/**
 * A digest as 32 characters, one per byte. `crypto.hash` gives it in a third of the time that a Buffer takes, and hashing is
 * most of what an append costs here; so the loops work on these, and the functions for everyone else give Buffers.
 */
export type ByteString = string;

/** What the declared types call latin1. */
const BINARY = 'binary';

const bytes = (digest: ByteString): Buffer => Buffer.from(digest, 'latin1');

/** SHA-256 as 32 bytes. `crypto.hash` is twice as fast as `createHash` for small inputs. */
export const sha256 = (data: string | Uint8Array): Buffer => bytes(hash('sha256', data, BINARY));

const LEAF = Buffer.from([0]);

/** The leaf hash of a text. */
export const textLeaf = (text: string): ByteString => hash('sha256', `\0${text}`, BINARY);

/** RFC 6962 leaf hash: SHA-256(0x00 || leaf). */
export const leafHash = (leaf: string | Uint8Array): Buffer =>
  typeof leaf === 'string' ? bytes(textLeaf(leaf)) : sha256(Buffer.concat([LEAF, leaf]));

/** 0x01 || left || right. Hashing is synchronous, so one place is enough. */
const node = Buffer.alloc(65, 1);

/** RFC 6962 interior node: SHA-256(0x01 || left || right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
};

/** RFC 6962 Merkle tree hash of leaves that are hashed already; SHA-256 of nothing for an empty list. */
export const treeRoot = (hashes: readonly Buffer[]): Buffer =>
  bytes(rootOf(hashes.map((digest) => digest.toString('latin1'))));

/** The same over digests as byte strings. */
export const rootOf = (leaves: readonly ByteString[]): ByteString => {
  if (leaves.length === 0) return hash('sha256', '', BINARY);
  // Pairs level by level; an odd last one moves up unchanged: the same tree as RFC 6962's split at powers of two.
  const level = [...leaves];
  for (let width = level.length; width > 1;) {
    let above = 0;
    for (let i = 0; i + 1 < width; i += 2) {
      node.write(level[i], 1, 'latin1');
      node.write(level[i + 1], 33, 'latin1');
      level[above++] = hash('sha256', node, BINARY);
    }
    if (width % 2 === 1) level[above++] = level[width - 1];
    width = above;
  }
  return level[0];
};
