import { nodeHash } from '../merkle';
import {
  BUCKET_DEPTH,
  bucketOf,
  bucketRoot,
  BUCKETS,
  headKey,
  type HeadRecord,
  headRecord,
  RECORD_BYTES,
} from './head-record';

/** The whole bucket of a stream, with what leads from it to the root: presence and absence look alike. */
export interface HeadsProof {
  readonly bucket: readonly Buffer[];
  /** Bucket end first. */
  readonly siblings: readonly Buffer[];
}

const HASH_BYTES = 32;

/**
 * The newest version of every stream under one root (`heads/v1`). Records are leaves and hashed as such; a bucket's root is a node of the
 * tree above it, and not hashed as a leaf once more (as `sd-merkle/v1` has it with digests). A change costs its bucket, and each touched bucket sixteen hashes when the
 * root is asked for.
 */
export class HeadsMap {
  /** Records of a bucket one after the other, in order of their bytes. A change replaces the buffer, so copies may share it. */
  private readonly buckets: Map<number, Buffer>;
  /** A binary heap: the root at 1, the bucket roots from 65,536 on. */
  private readonly nodes: Buffer;
  private readonly touched = new Set<number>();
  private count: number;

  private constructor(buckets: Map<number, Buffer>, nodes: Buffer, count: number) {
    this.buckets = buckets;
    this.nodes = nodes;
    this.count = count;
  }

  static empty(): HeadsMap {
    const map = new HeadsMap(new Map(), Buffer.alloc(2 * BUCKETS * HASH_BYTES), 0);
    let hash = bucketRoot([]);
    for (let first = BUCKETS; first >= 1; first /= 2) {
      for (let node = first; node < 2 * first; node++) hash.copy(map.nodes, node * HASH_BYTES);
      hash = nodeHash(hash, hash);
    }
    return map;
  }

  /** How many streams there are. */
  get streams(): number {
    return this.count;
  }

  /** Sets the newest version of a stream. */
  set(head: HeadRecord): void {
    const record = headRecord(head);
    const bucket = bucketOf(record);
    const records = this.buckets.get(bucket) ?? Buffer.alloc(0);
    let at = 0;
    while (at < records.length && records.compare(record, 0, HASH_BYTES, at, at + HASH_BYTES) < 0)
      at += RECORD_BYTES;
    const known = at < records.length && records.compare(record, 0, HASH_BYTES, at, at + HASH_BYTES) === 0;
    if (!known) this.count++;
    this.buckets.set(
      bucket,
      Buffer.concat([records.subarray(0, at), record, records.subarray(known ? at + RECORD_BYTES : at)]),
    );
    this.touched.add(bucket);
  }

  root(): Buffer {
    this.rehash();
    return Buffer.from(this.node(1));
  }

  /** The map as it is now; what is set later does not change it. */
  snapshot(): HeadsMap {
    this.rehash();
    return new HeadsMap(new Map(this.buckets), Buffer.from(this.nodes), this.count);
  }

  /** What shows the newest version of a stream, or that there is none. */
  prove(stream: string): HeadsProof {
    this.rehash();
    const bucket = bucketOf(headKey(stream));
    const siblings: Buffer[] = [];
    for (let node = BUCKETS + bucket; node > 1; node = Math.floor(node / 2))
      siblings.push(Buffer.from(this.node(node % 2 === 0 ? node + 1 : node - 1)));
    return { bucket: this.records(bucket), siblings };
  }

  private rehash(): void {
    let above = new Set<number>();
    for (const bucket of this.touched) {
      bucketRoot(this.records(bucket)).copy(this.nodes, (BUCKETS + bucket) * HASH_BYTES);
      above.add(Math.floor((BUCKETS + bucket) / 2));
    }
    this.touched.clear();
    // Level by level, so that a node above many touched buckets is hashed once.
    while (above.size > 0) {
      const next = new Set<number>();
      for (const node of above) {
        nodeHash(this.node(2 * node), this.node(2 * node + 1)).copy(this.nodes, node * HASH_BYTES);
        if (node > 1) next.add(Math.floor(node / 2));
      }
      above = next;
    }
  }

  private records(bucket: number): Buffer[] {
    const records = this.buckets.get(bucket) ?? Buffer.alloc(0);
    return Array.from({ length: records.length / RECORD_BYTES }, (_, i) =>
      records.subarray(i * RECORD_BYTES, (i + 1) * RECORD_BYTES),
    );
  }

  private node(node: number): Buffer {
    return this.nodes.subarray(node * HASH_BYTES, (node + 1) * HASH_BYTES);
  }
}

/** What a proof says of a stream: its newest version, or null for none; undefined where it is no proof under this root. */
export const readHeadsProof = (
  stream: string,
  { bucket, siblings }: HeadsProof,
  root: Buffer,
): { readonly ver: number; readonly eventHash: Buffer; readonly index: number } | null | undefined => {
  const key = headKey(stream);
  const isBucket = bucket.every(
    (record, i) =>
      record.length === RECORD_BYTES &&
      bucketOf(record) === bucketOf(key) &&
      (i === 0 || bucket[i - 1].compare(record, 0, HASH_BYTES, 0, HASH_BYTES) < 0),
  );
  if (!isBucket || siblings.length !== BUCKET_DEPTH) return undefined;
  let at = bucketOf(key);
  let hash = bucketRoot(bucket);
  for (const sibling of siblings) {
    hash = at % 2 === 0 ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
    at = Math.floor(at / 2);
  }
  if (!hash.equals(root)) return undefined;
  const record = bucket.find((one) => one.subarray(0, HASH_BYTES).equals(key));
  return record === undefined
    ? null
    : {
        ver: Number(record.readBigUInt64BE(32)),
        eventHash: record.subarray(40, 72),
        index: Number(record.readBigUInt64BE(72)),
      };
};
