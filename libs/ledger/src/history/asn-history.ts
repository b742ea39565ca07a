import type { DisclosedField } from '../disclosure';

/** One version of a stream in the log. */
export interface HistoryEvent {
  readonly index: number;
  /** The exact text. */
  readonly leaf: string;
  /** Audit path, leaf end first; base64url. */
  readonly path: readonly string[];
  /** All fields of the payload, shown or by digest; absent where there is none, or where it is not handed out. */
  readonly fields?: readonly DisclosedField[];
}

/**
 * That the history of a stream is, as of a checkpoint, exactly these events. Hashes are unpadded base64url, leaves the exact text.
 * @source audit-ledger.md section 4
 */
export interface AsnHistory {
  readonly format: 'asn-history/v1';
  readonly stream: string;
  /** A signed checkpoint, verbatim. */
  readonly checkpoint: string;
  readonly events: readonly HistoryEvent[];
  readonly heads: {
    readonly index: number;
    readonly leaf: string;
    readonly path: readonly string[];
    /** Records of 80 bytes, base64url. */
    readonly bucket: readonly string[];
    /** Sixteen, bucket end first. */
    readonly siblings: readonly string[];
  };
  readonly tail: {
    /** Roots of the perfect subtrees before the heads leaf, largest first. */
    readonly frontier: readonly string[];
    /** The leaves from the heads leaf on. */
    readonly leaves: readonly string[];
  };
}
