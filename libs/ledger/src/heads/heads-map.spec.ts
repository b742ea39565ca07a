import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { type HeadRecord, HeadsMap, readHeadsProof } from '../index';

const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const head = (i: number, ver = 1): HeadRecord => ({
  ...{ stream: `thing-${i}`, ver, index: i * 10 + ver },
  eventHash: sha(Buffer.from(`${i} ${ver}`)),
});

const record = ({ stream, ver, eventHash, index }: HeadRecord): Buffer => {
  const numbers = [ver, index].map((number) => Buffer.from(number.toString(16).padStart(16, '0'), 'hex'));
  return Buffer.concat([sha(Buffer.from(stream)), numbers[0], eventHash, numbers[1]]);
};

const mth = (hashes: readonly Buffer[]): Buffer => {
  if (hashes.length <= 1) return hashes.at(0) ?? sha();
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return sha(Buffer.of(1), mth(hashes.slice(0, k)), mth(hashes.slice(k)));
};

/** The root by its definition, from nothing. */
const rootOf = (heads: readonly HeadRecord[]): Buffer => {
  const buckets = new Map<number, Buffer[]>();
  for (const one of heads.map(record)) {
    const bucket = one.readUInt16BE(0);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), one]);
  }
  return mth(
    Array.from({ length: 65_536 }, (_, bucket) =>
      mth((buckets.get(bucket) ?? []).sort((a, b) => a.compare(b)).map((one) => sha(Buffer.of(0), one))),
    ),
  );
};

describe('the map of heads', () => {
  const heads = Array.from({ length: 3_000 }, (_, i) => head(i));
  // With so many streams some share a bucket.
  const map = HeadsMap.empty();

  it('has the root of its definition: empty, filled at once, and changed one by one', () => {
    expect(map.root().equals(rootOf([]))).toBe(true);
    for (const one of heads) map.set(one);
    expect(map.streams).toBe(3_000);
    expect(map.root().equals(rootOf(heads))).toBe(true);
    const changed = [
      ...heads.slice(0, 2_990),
      ...heads.slice(2_990).map((_, i) => head(2_990 + i, 2)),
      head(9_999),
    ];
    for (const one of changed.slice(2_990)) map.set(one);
    expect(map.streams).toBe(3_001);
    expect(map.root().equals(rootOf(changed))).toBe(true);
  });

  it('shows the newest version of a stream, and that there is none, in the same shape', () => {
    const root = map.root();
    const present = map.prove('thing-2995');
    expect(readHeadsProof('thing-2995', present, root)).toEqual({
      ...{ ver: 2, index: 29_952 },
      eventHash: head(2_995, 2).eventHash,
    });
    const absent = map.prove('thing-no');
    expect(absent.siblings).toHaveLength(16);
    expect(readHeadsProof('thing-no', absent, root)).toBeNull();
  });

  it('shows nothing by what was changed', () => {
    const root = map.root();
    const proof = map.prove('thing-7');
    const other = map.prove('thing-8');
    const raised = proof.bucket.map((one) => Buffer.from(one));
    raised[0].writeBigUInt64BE(9n, 32);
    for (const wrong of [
      { ...proof, bucket: [] },
      { ...proof, bucket: raised },
      { ...proof, bucket: [...proof.bucket, ...proof.bucket] },
      { ...proof, bucket: [proof.bucket[0].subarray(1)] },
      { ...proof, siblings: proof.siblings.slice(1) },
      { ...proof, siblings: proof.siblings.toReversed() },
      other,
    ])
      expect(readHeadsProof('thing-7', wrong, root)).toBeUndefined();
    expect(readHeadsProof('thing-7', proof, Buffer.alloc(32))).toBeUndefined();
  });

  it('stays as it was in a snapshot', () => {
    const then = map.snapshot();
    const root = map.root();
    map.set(head(7, 5));
    expect(map.root().equals(root)).toBe(false);
    expect(then.root().equals(root)).toBe(true);
    expect(readHeadsProof('thing-7', then.prove('thing-7'), root)).toMatchObject({ ver: 1 });
    then.set(head(8, 6));
    expect(readHeadsProof('thing-8', map.prove('thing-8'), map.root())).toMatchObject({ ver: 1 });
  });
});
