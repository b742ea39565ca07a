import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type SignatureType, type VerifierKey, verifierKey } from './verifier-key';

/** Signs: with a key in memory here; an HSM or a KMS can stand behind the same two members. */
export interface SigningKey {
  readonly verifier: VerifierKey;
  /** Ed25519 over the message: the same for the same message. */
  sign(message: Buffer): Buffer;
}

/** DER of an Ed25519 private key, up to the 32 bytes of its seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a seed of 32 bytes. @throws RangeError on another length, or a name that no key can have */
export const signingKey = (name: string, type: SignatureType, seed: Buffer): SigningKey => {
  if (seed.length !== 32) throw new RangeError(`a seed has 32 bytes, and this one ${seed.length}`);
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    verifier: verifierKey(name, type, spki.subarray(spki.length - 32)),
    sign: (message) => sign(null, message, key),
  };
};
