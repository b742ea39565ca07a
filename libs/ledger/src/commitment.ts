import { randomFillSync } from 'node:crypto';
import { type Canonical, canonical, canonicalText } from './canonical';
import { type ByteString, rootOf, textLeaf } from './merkle';

/** What a core says of its payload (`sd-merkle/v1`): how many fields, and the RFC 6962 root of their salted digests. */
export interface Commitment {
  readonly alg: 'sd-merkle/v1';
  readonly n: number;
  /** base64url, unpadded. */
  readonly root: string;
}

/** One committed field: JSON pointer and scalar (or empty container). */
export type Field = readonly [pointer: string, value: Canonical];

/** A payload committed to, in the parts in which the store keeps it. */
export interface Committed {
  readonly commitment: Commitment | null;
  /** The payload without its personal fields. */
  readonly data: Record<string, unknown>;
  /** Per field in pointer order: 0x00 || salt(16) of a clear one, 0x01 || digest(32) of a personal one; null for no fields. */
  readonly opening: Buffer | null;
  /** Canonical JSON `{pointer: [salt, value], …}` of the personal fields, to be encrypted; null where there is none. */
  readonly personal: string | null;
}

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;
const CLEAR = 0;
const PERSONAL = 1;

/** Random bytes drawn 256 salts at a time: one call of the generator per salt costs more than the hash. */
const pool = Buffer.alloc(SALT_BYTES * 256);
let drawn = pool.length;
/** Writes a fresh salt into `target` at `at`. @returns it as base64url */
const drawSalt = (target: Buffer, at: number): string => {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  pool.copy(target, at, drawn, drawn + SALT_BYTES);
  const text = pool.toString('base64url', drawn, drawn + SALT_BYTES);
  drawn += SALT_BYTES;
  return text;
};

const escapePointer = (name: string): string =>
  name.includes('~') || name.includes('/') ? name.replace(/~/g, '~0').replace(/\//g, '~1') : name;
const unescapePointer = (token: string): string => token.replace(/~1/g, '/').replace(/~0/g, '~');

const collect = (value: unknown, pointer: string, fields: [string, Canonical][]): void => {
  if (typeof value === 'object' && value !== null) {
    const entries = Array.isArray(value)
      ? value.map((element, index): [string, unknown] => [String(index), element])
      : Object.entries(value).filter(([, member]) => member !== undefined);
    if (entries.length > 0) {
      for (const [name, member] of entries) collect(member, `${pointer}/${escapePointer(name)}`, fields);
      return;
    }
    if (pointer === '') return;
  }
  fields.push([pointer, value as Canonical]);
};

/** A payload as its (pointer, scalar or empty container) pairs, sorted by UTF-16 code unit of the pointer. */
export const flatten = (payload: object): Field[] => {
  const fields: [string, Canonical][] = [];
  collect(payload, '', fields);
  return fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
};

/** The digest of one field: SHA-256(0x00 || JCS([pointer, salt, value])), the salt as base64url. */
export const fieldDigest = (pointer: string, salt: string, value: Canonical): Buffer =>
  Buffer.from(digestOf(pointer, salt, value), 'latin1');

/** A salt as base64url needs no escaping. */
const digestOf = (pointer: string, salt: string, value: Canonical): ByteString =>
  textLeaf(`[${canonicalText(pointer)},"${salt}",${canonical(value)}]`);

const isPersonal = (pointer: string, personal: readonly string[]): boolean =>
  personal.some((marked) => pointer === marked || pointer.startsWith(`${marked}/`));

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((member) => member === undefined);

/** The payload without its personal members. An object that held nothing else goes too: emptied, it would be a field. */
const without = (value: unknown, pointer: string, personal: readonly string[]): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const clear: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(name)}`;
    if (member === undefined || personal.includes(at)) continue;
    const rest = without(member, at, personal);
    if (isEmpty(rest) && !isEmpty(member)) continue;
    define(clear, name, rest);
  }
  return clear;
};

/**
 * Commits to a payload under fresh salts.
 * @param personal JSON pointers of the personal members; none may be an element of an array
 * @throws TypeError where a value has no canonical form
 */
export const commit = (payload: object, personal: readonly string[]): Committed => {
  const fields = flatten(payload);
  const data = personal.length === 0 ? (payload as Record<string, unknown>) : without(payload, '', personal);
  if (fields.length === 0)
    return { commitment: null, data: data as Record<string, unknown>, opening: null, personal: null };
  const digests: ByteString[] = [];
  const opening = Buffer.allocUnsafe(fields.length * (1 + DIGEST_BYTES));
  let end = 0;
  const hidden: Record<string, readonly [string, Canonical]> = {};
  let hides = false;
  for (const [pointer, value] of fields) {
    const salt = drawSalt(opening, end + 1);
    const digest = digestOf(pointer, salt, value);
    digests.push(digest);
    if (personal.length > 0 && isPersonal(pointer, personal)) {
      hides = true;
      hidden[pointer] = [salt, value];
      opening[end] = PERSONAL;
      // Over the salt, which is not to stand in the open.
      end += 1 + opening.write(digest, end + 1, 'latin1');
    } else {
      opening[end] = CLEAR;
      end += 1 + SALT_BYTES;
    }
  }
  return {
    commitment: { alg: 'sd-merkle/v1', n: digests.length, root: rootText(digests) },
    data: data as Record<string, unknown>,
    opening: opening.subarray(0, end),
    personal: hides ? canonical(hidden) : null,
  };
};

const rootText = (digests: readonly ByteString[]): string =>
  Buffer.from(rootOf(digests), 'latin1').toString('base64url');

/** One record of an opening: the salt of a clear field, or the digest of a personal one. */
export type OpeningRecord = { readonly salt: Buffer } | { readonly digest: Buffer };

/** @throws RangeError on bytes that are no opening */
export const openingRecords = (opening: Uint8Array): OpeningRecord[] => {
  const bytes = Buffer.from(opening.buffer, opening.byteOffset, opening.byteLength);
  const records: OpeningRecord[] = [];
  for (let at = 0; at < bytes.length;) {
    const kind = bytes[at];
    const length = kind === CLEAR ? SALT_BYTES : kind === PERSONAL ? DIGEST_BYTES : -1;
    if (length < 0 || at + 1 + length > bytes.length) throw new RangeError(`opening is broken at byte ${at}`);
    const value = bytes.subarray(at + 1, at + 1 + length);
    records.push(kind === CLEAR ? { salt: value } : { digest: value });
    at += 1 + length;
  }
  return records;
};

/** How many personal fields an opening covers. @throws RangeError on bytes that are no opening */
export const personalFields = (opening: Uint8Array): number => {
  let found = 0;
  let at = 0;
  while (at < opening.length) {
    if (opening[at] === PERSONAL) found++;
    else if (opening[at] !== CLEAR) throw new RangeError(`opening is broken at byte ${at}`);
    at += 1 + (opening[at] === PERSONAL ? DIGEST_BYTES : SALT_BYTES);
  }
  if (at > opening.length) throw new RangeError('opening is cut');
  return found;
};

/**
 * Recomputes a commitment from the clear data and the opening, without any person's key, also after an erasure.
 * @throws RangeError when data and opening do not belong together
 */
export const recompute = (data: object, opening: Uint8Array | null): Commitment | null => {
  const clear = flatten(data);
  if (opening === null) {
    if (clear.length > 0) throw new RangeError('data without an opening');
    return null;
  }
  let next = 0;
  const digests = openingRecords(opening).map((record) => {
    if ('digest' in record) return record.digest.toString('latin1');
    const field = clear.at(next++);
    if (!field) throw new RangeError('the opening has more clear fields than the data');
    return digestOf(field[0], record.salt.toString('base64url'), field[1]);
  });
  if (next !== clear.length) throw new RangeError('the data has more fields than the opening');
  return { alg: 'sd-merkle/v1', n: digests.length, root: rootText(digests) };
};

/** Whether data and opening are what a core committed to. */
export const opens = (commitment: Commitment | null, data: object, opening: Uint8Array | null): boolean => {
  try {
    const found = recompute(data, opening);
    return found === null || commitment === null
      ? found === commitment
      : found.n === commitment.n && found.root === commitment.root && commitment.alg === found.alg;
  } catch {
    return false;
  }
};

/**
 * Whether decrypted personal fields are those that an opening has the digests of. Fewer may be left of them: one can be erased.
 * @param personal `{pointer: [salt, value]}`, as `commit` gave it
 */
export const opensPersonal = (personal: string, opening: Uint8Array | null): boolean => {
  try {
    const committed = openingRecords(opening ?? new Uint8Array()).flatMap((record) =>
      'digest' in record ? [record.digest.toString('latin1')] : [],
    );
    const fields = Object.entries(JSON.parse(personal) as Record<string, readonly [string, Canonical]>);
    fields.sort(([a], [b]) => (a < b ? -1 : 1));
    let next = 0;
    return fields.every(([pointer, [salt, value]]) => {
      const at = committed.indexOf(digestOf(pointer, salt, value), next);
      next = at + 1;
      return at >= 0;
    });
  } catch {
    return false;
  }
};

/**
 * Puts personal fields back into clear data.
 * @param personal the decrypted `{pointer: [salt, value]}`
 */
export const withPersonal = (
  data: object,
  personal: Readonly<Record<string, readonly [string, Canonical]>>,
): Record<string, unknown> => {
  const whole = structuredClone(data) as Record<string, unknown>;
  for (const [pointer, [, value]] of Object.entries(personal)) place(whole, pointer, value);
  return whole;
};

/**
 * Sets the member that a JSON pointer names, making what is missing on the way: a list where its first element (`0`) is placed
 * first, as the order of pointers has it, else an object.
 */
export const place = (target: Record<string, unknown>, pointer: string, value: unknown): void => {
  const path = pointer.split('/').slice(1).map(unescapePointer);
  const last = path.pop();
  if (last === undefined) throw new RangeError('a personal field has a name');
  let at = target;
  for (const [i, name] of path.entries()) {
    // Own members only: the path comes from stored data, and `__proto__` is a name like any other.
    if (!Object.hasOwn(at, name)) define(at, name, (path[i + 1] ?? last) === '0' ? [] : {});
    at = at[name] as Record<string, unknown>;
  }
  define(at, last, value);
};

const define = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
};
