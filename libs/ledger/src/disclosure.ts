import { type Canonical, canonical } from './canonical';
import { type Commitment, fieldDigest, flatten, openingRecords } from './commitment';
import { treeRoot } from './merkle';
import { inclusionRanges, isIncluded } from './tree/inclusion';
import { rangeRoot } from './tree/subtree';

/** One field of a payload: shown with its salt, or by its digest alone (base64url). */
export type DisclosedField =
  { readonly p: string; readonly s: string; readonly v: Canonical } | { readonly d: string };

/** A shown field that stands alone: its place, and the path from its digest to the commitment (base64url). */
export interface ProvenField {
  readonly p: string;
  readonly s: string;
  readonly v: Canonical;
  readonly i: number;
  readonly path: readonly string[];
}

const SALT = /^[A-Za-z0-9_-]{22}$/;
const isSalt = (text: unknown): text is string =>
  typeof text === 'string' &&
  SALT.test(text) &&
  Buffer.from(text, 'base64url').toString('base64url') === text;

/** A SHA-256 as unpadded base64url, in its one spelling; null for what is none. */
export const decodeHashUrl = (text: unknown): Buffer | null => {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === text ? bytes : null;
};

/**
 * The fields of a payload in order of their pointers, clear ones shown and personal ones by their digests.
 * @throws RangeError where data and opening do not belong together
 */
export const disclose = (data: object, opening: Uint8Array | null): DisclosedField[] => {
  const clear = flatten(data)[Symbol.iterator]();
  return (opening === null ? [] : openingRecords(opening)).map((record) => {
    if ('digest' in record) return { d: record.digest.toString('base64url') };
    const { value: field } = clear.next() as { value: readonly [string, Canonical] | undefined };
    if (!field) throw new RangeError('the opening has more clear fields than the data');
    return { p: field[0], s: record.salt.toString('base64url'), v: field[1] };
  });
};

/** The digest of a field as it was given to somebody; null where it is none. */
export const digestOfDisclosed = (field: unknown): Buffer | null => {
  if (typeof field !== 'object' || field === null) return null;
  if ('d' in field) return 'p' in field ? null : decodeHashUrl(field.d);
  const { p, s, v } = field as Record<string, unknown>;
  if (typeof p !== 'string' || !isSalt(s) || v === undefined) return null;
  try {
    canonical(v);
    return fieldDigest(p, s, v as Canonical);
  } catch {
    return null;
  }
};

/** Whether a list of fields is all that a payload was committed to, shown or not. */
export const opensByFields = (commitment: Commitment, fields: readonly unknown[]): boolean => {
  const digests = fields.map(digestOfDisclosed).filter((digest) => digest !== null);
  const pointers = fields.flatMap((field) =>
    typeof field === 'object' && field !== null && 'p' in field ? [field.p as string] : [],
  );
  return (
    commitment.alg === 'sd-merkle/v1' &&
    digests.length === fields.length &&
    fields.length === commitment.n &&
    pointers.every((pointer, i) => i === 0 || pointers[i - 1] < pointer) &&
    treeRoot(digests).toString('base64url') === commitment.root
  );
};

/** One of the fields, with its path to the commitment. @throws RangeError where it is not a shown one */
export const proveField = (fields: readonly DisclosedField[], i: number): ProvenField => {
  const field = fields.at(i);
  if (!field || 'd' in field) throw new RangeError(`field ${i} is not shown`);
  const digests = fields.map((one) => digestOfDisclosed(one) as Buffer);
  const path = inclusionRanges(i, digests.length).map((range) =>
    rangeRoot(range, ({ height, index }) =>
      treeRoot(digests.slice(index * 2 ** height, (index + 1) * 2 ** height)),
    ).toString('base64url'),
  );
  return { ...field, i, path };
};

/** Whether a field that stands alone is one of those committed to. */
export const isCommitted = (commitment: Commitment, field: unknown): field is ProvenField => {
  const digest = digestOfDisclosed(field);
  const root = decodeHashUrl(commitment.root);
  if (!digest || !root || commitment.alg !== 'sd-merkle/v1') return false;
  const { i, path } = field as Partial<ProvenField>;
  if (typeof i !== 'number' || !Array.isArray(path)) return false;
  const hashes = path.map(decodeHashUrl).filter((hash) => hash !== null);
  return hashes.length === path.length && isIncluded(digest, i, commitment.n, hashes, root);
};
