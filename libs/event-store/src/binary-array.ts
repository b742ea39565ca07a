/**
 * Arrays as PostgreSQL's binary format has them. As text the driver quotes and escapes every element and writes bytes as twice as
 * many digits, and the server undoes both: more work than the hashing of the events.
 */

/** Of pg_type; fixed in every release. */
const OID = { bytea: 17, bigint: 20, smallint: 21, integer: 23, text: 25, uuid: 2950, jsonb: 3802 } as const;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
const JSONB_VERSION = 1;

/** @param size of an element in bytes; null for one that is SQL's null @param write the element at that place */
const arrayOf = <Value>(
  oid: number,
  values: readonly Value[],
  size: (value: Value) => number | null,
  write: (target: Buffer, at: number, value: Value, length: number) => void,
): Buffer => {
  const sizes = values.map(size);
  const total = sizes.reduce<number>((sum, bytes) => sum + LENGTH_BYTES + (bytes ?? 0), HEADER_BYTES);
  const target = Buffer.allocUnsafe(total);
  // Dimensions, whether there are nulls, the type of the elements, then length and lower bound of the one dimension.
  target.writeInt32BE(1, 0);
  target.writeInt32BE(sizes.includes(null) ? 1 : 0, 4);
  target.writeInt32BE(oid, 8);
  target.writeInt32BE(values.length, 12);
  target.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (const [nth, value] of values.entries()) {
    const bytes = sizes[nth];
    target.writeInt32BE(bytes ?? NULL_LENGTH, at);
    at += LENGTH_BYTES;
    if (bytes === null) continue;
    write(target, at, value, bytes);
    at += bytes;
  }
  return target;
};

export const textArray = (values: readonly (string | null)[]): Buffer =>
  arrayOf(
    OID.text,
    values,
    (value) => (value === null ? null : Buffer.byteLength(value)),
    (target, at, value, bytes) => target.write(value as string, at, bytes, 'utf8'),
  );

export const byteaArray = (values: readonly (Uint8Array | null)[]): Buffer =>
  arrayOf(
    OID.bytea,
    values,
    (value) => value?.length ?? null,
    (target, at, value) => target.set(value as Uint8Array, at),
  );

/** @param values JSON texts */
export const jsonbArray = (values: readonly string[]): Buffer =>
  arrayOf(
    OID.jsonb,
    values,
    (value) => Buffer.byteLength(value) + 1,
    (target, at, value, bytes) => {
      target[at] = JSONB_VERSION;
      target.write(value, at + 1, bytes - 1, 'utf8');
    },
  );

/** @throws RangeError for what is no UUID */
export const uuidArray = (values: readonly string[]): Buffer =>
  arrayOf(
    OID.uuid,
    values,
    () => 16,
    (target, at, value) => {
      if (target.write(value.replaceAll('-', ''), at, 16, 'hex') !== 16)
        throw new RangeError('an id that is no UUID');
    },
  );

export const smallintArray = (values: readonly number[]): Buffer =>
  arrayOf(
    OID.smallint,
    values,
    () => 2,
    (target, at, value) => target.writeInt16BE(value, at),
  );

export const integerArray = (values: readonly number[]): Buffer =>
  arrayOf(
    OID.integer,
    values,
    () => 4,
    (target, at, value) => target.writeInt32BE(value, at),
  );

export const bigintArray = (values: readonly number[]): Buffer =>
  arrayOf(
    OID.bigint,
    values,
    () => 8,
    (target, at, value) => target.writeBigInt64BE(BigInt(value), at),
  );
