import { canonical } from '../canonical';
import { decodeHashUrl } from '../disclosure';

/** What a printed code points at: an entry of the log, and for a row of a published list its participant number. */
export interface VerifyLink {
  readonly stream: string;
  readonly row: string | null;
  /** Log index of the entry. */
  readonly index: number;
  readonly leafHash: Buffer;
}

/**
 * Behind `/v#`: base64url of JCS `[stream, row, index, leaf hash]`. The part of an address that no browser sends to anybody.
 * @source audit-ledger.md section 10
 */
export const verifyFragment = ({ stream, row, index, leafHash }: VerifyLink): string =>
  Buffer.from(canonical([stream, row, index, leafHash.toString('base64url')])).toString('base64url');

/** Reads such a fragment, with its `#` or without; null for what is none. */
export const parseVerifyFragment = (fragment: string): VerifyLink | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(fragment.replace(/^#/, ''), 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [stream, row, index, hash] = parts as unknown[];
    const leafHash = decodeHashUrl(hash);
    if (typeof stream !== 'string' || !(row === null || typeof row === 'string')) return null;
    if (!Number.isSafeInteger(index) || (index as number) < 0 || leafHash === null) return null;
    return { stream, row, index: index as number, leafHash };
  } catch {
    return null;
  }
};
