/**
 * What the formats use of `node:crypto`, for browsers: the bundle puts it in that module's place. Hashes are wanted at once, which WebCrypto has
 * none of, and Ed25519 is not in every browser that is in use; so both are those of noble.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Bytes } from './bytes';

/** SHA-256, one character to a byte. @param _algorithm `sha256`: the formats know no other */
export const hash = (_algorithm: string, data: string | Uint8Array): string =>
  Bytes.from(sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data)).toString('latin1');

/** The 32 bytes of a public key stand at the end of its DER. */
const KEY_BYTES = 32;

export const createPublicKey = ({ key }: { readonly key: Uint8Array }): Uint8Array => key.slice(-KEY_BYTES);

/** As RFC 8032 has it, and OpenSSL: without the points that ZIP 215 allows besides. */
export const verify = (_: null, message: Uint8Array, key: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
};

export const randomFillSync = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);

/** What signs is in the formats too, and left out of the bundle: the page only verifies. */
export const sign = (): never => {
  throw new Error('this page signs nothing');
};
export { sign as createPrivateKey };
