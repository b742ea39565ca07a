import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { leafHash, nodeHash, sha256, treeRoot } from './index';

const hash = (...parts: (Buffer | string)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};
const leaves = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));

/** RFC 6962 section 2.1, word for word: k is the largest power of two smaller than n. */
const mth = (entries: readonly Buffer[]): Buffer => {
  if (entries.length === 0) return hash('');
  if (entries.length === 1) return hash(Buffer.of(0), entries[0]);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return hash(Buffer.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
};

describe('treeRoot', () => {
  it('is the tree hash of RFC 6962, for 0 to 300 leaves', () => {
    const all = leaves(300);
    for (let n = 0; n <= 300; n++)
      expect(treeRoot(all.slice(0, n).map((leaf) => leafHash(leaf))).equals(mth(all.slice(0, n)))).toBe(true);
  });
  it('leaves the hashes that it is given as they are', () => {
    const given = leaves(5).map((leaf) => leafHash(leaf));
    const before = given.map((digest) => digest.toString('hex'));
    treeRoot(given);
    expect(given.map((digest) => digest.toString('hex'))).toEqual(before);
  });
  // The known answers of the reference implementations for these eight entries (certificate-transparency, trillian).
  it('gives the known answers', () => {
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
    const hashes = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    const rootOf = (n: number): string => treeRoot(hashes.slice(0, n)).toString('hex');
    expect(rootOf(0)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf(1)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(rootOf(8)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });
});

describe('the hashes', () => {
  it('keep leaves and nodes apart', () => {
    const [a, b] = leaves(2).map((leaf) => sha256(leaf));
    expect(leafHash('é')).toEqual(hash(Buffer.of(0), 'é'));
    expect(leafHash(Buffer.from('é'))).toEqual(leafHash('é'));
    expect(nodeHash(a, b)).toEqual(hash(Buffer.of(1), a, b));
    expect(nodeHash(a, b)).not.toEqual(nodeHash(b, a));
    expect(sha256('é')).toEqual(hash('é'));
  });
  it('are fresh buffers: the next one does not change them', () => {
    const first = leafHash('one');
    const before = first.toString('hex');
    leafHash('two');
    nodeHash(first, first);
    treeRoot([first, first, first]);
    expect(first.toString('hex')).toBe(before);
  });
});
