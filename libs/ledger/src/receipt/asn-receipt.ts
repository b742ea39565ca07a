import { isCommitted, type ProvenField } from '../disclosure';
import { type Leaf, parseLeaf } from '../leaf';
import { leafHash } from '../merkle';
import { parseTlogProof, type TlogProof } from '../note/tlog-proof';
import { type TrustedCheckpoint, trustedCheckpoint, type TrustPolicy } from '../note/trust-policy';
import { isIncluded } from '../tree/inclusion';

/** That a row is in a published list, unchanged: what a citizen keeps. @source audit-ledger.md section 10 */
export interface AsnReceipt {
  readonly format: 'asn-receipt/v1';
  /** The exact leaf of the publication. */
  readonly leaf: string;
  /** C2SP tlog-proof of the leaf, with the checkpoint. */
  readonly proof: string;
  /** The row, at `/r/<participant number>`. */
  readonly row: ProvenField;
  /** What is said of the whole list: formation, quota, cut-off, policy. */
  readonly fields: readonly ProvenField[];
  /** Under which keys it was given; a verifier takes its own. */
  readonly vkeys: { readonly log: string; readonly witnesses: readonly string[] };
}

/** A receipt that does not hold. */
export class InvalidReceipt extends Error {
  override readonly name = 'InvalidReceipt';
}

/** A receipt that holds. */
export interface VerifiedReceipt extends Leaf {
  readonly index: number;
  readonly checkpoint: TrustedCheckpoint;
  readonly row: ProvenField;
  readonly fields: readonly ProvenField[];
}

/** Whether a parsed file has the form of a receipt; nothing in it is believed yet. */
export const isReceipt = (file: unknown): file is AsnReceipt =>
  typeof file === 'object' &&
  file !== null &&
  'format' in file &&
  file.format === 'asn-receipt/v1' &&
  'leaf' in file &&
  typeof file.leaf === 'string' &&
  'proof' in file &&
  typeof file.proof === 'string' &&
  'row' in file &&
  'fields' in file &&
  Array.isArray(file.fields);

/**
 * That the publication stands in the log. @param proof of the receipt, whose checkpoint this is
 * @throws InvalidReceipt
 */
export const verifyPublication = (
  file: AsnReceipt,
  { index, path }: TlogProof,
  { size, root }: TrustedCheckpoint,
): Leaf => {
  const leaf = parseLeaf(file.leaf);
  if (!leaf) throw new InvalidReceipt('no canonical leaf');
  if (!isIncluded(leafHash(file.leaf), index, size, path, root))
    throw new InvalidReceipt(`the list is not in the log at index ${index}`);
  return leaf;
};

/** That the publication committed to the row, and to what is said of the whole list. @throws InvalidReceipt */
export const verifyRow = ({ row, fields }: AsnReceipt, { core: { data } }: Leaf): void => {
  if (!data) throw new InvalidReceipt('the event commits to nothing');
  for (const field of [row, ...fields])
    if (!isCommitted(data, field)) throw new InvalidReceipt('a field is not what the list committed to');
  if (!/^\/r\/[^/]+$/.test(row.p)) throw new InvalidReceipt('the row is none of a list');
};

/**
 * Verifies a receipt offline, under the keys that the verifier trusts.
 * @throws InvalidReceipt naming what does not hold; MalformedNote, ForgedNote or UntrustedCheckpoint for the proof
 */
export const verifyReceipt = (file: unknown, policy: TrustPolicy): VerifiedReceipt => {
  if (!isReceipt(file)) throw new InvalidReceipt('not of the form asn-receipt/v1');
  const proof = parseTlogProof(file.proof);
  const checkpoint = trustedCheckpoint(proof.checkpoint, policy);
  const leaf = verifyPublication(file, proof, checkpoint);
  verifyRow(file, leaf);
  return { ...leaf, index: proof.index, checkpoint, row: file.row, fields: file.fields };
};
