import { leafHash, sha256, treeRoot } from '../merkle';

/** The newest version of a stream, as the map of all streams holds it. */
export interface HeadRecord {
  readonly stream: string;
  readonly ver: number;
  readonly eventHash: Buffer;
  /** Log index of that version. */
  readonly index: number;
}

export const RECORD_BYTES = 80;
/** Buckets by the first two bytes of the key. */
export const BUCKETS = 65_536;
/** Siblings from a bucket up to the root. */
export const BUCKET_DEPTH = 16;

/** Where a stream stands in the map: SHA-256 of its name. */
export const headKey = (stream: string): Buffer => sha256(stream);

export const bucketOf = (key: Buffer): number => key.readUInt16BE(0);

/** key(32) || ver(u64 BE) || event hash(32) || log index(u64 BE). @source audit-ledger.md section 4, heads/v1 */
export const headRecord = ({ stream, ver, eventHash, index }: HeadRecord): Buffer => {
  const record = Buffer.alloc(RECORD_BYTES);
  headKey(stream).copy(record, 0);
  record.writeBigUInt64BE(BigInt(ver), 32);
  eventHash.copy(record, 40);
  record.writeBigUInt64BE(BigInt(index), 72);
  return record;
};

/** The RFC 6962 root of a bucket's records, which stand in order of their bytes; SHA-256 of nothing for an empty one. */
export const bucketRoot = (records: readonly Buffer[]): Buffer =>
  treeRoot(records.map((record) => leafHash(record)));
