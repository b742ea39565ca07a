import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const KEY_BYTES = 32;
export const freshKey = (): Buffer => randomBytes(KEY_BYTES);

/** Nonces drawn many at a time: a call of the generator for each costs more than the encryption of a short text. */
const pool = Buffer.alloc(NONCE_BYTES * 256);
let drawn = pool.length;
const freshNonce = (): Buffer => {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const nonce = Buffer.from(pool.subarray(drawn, drawn + NONCE_BYTES));
  drawn += NONCE_BYTES;
  return nonce;
};

/** AES-256-GCM: nonce(12) || ciphertext || tag(16). Random nonces: far from 2^32 texts under one person's key. */
export const seal = (key: Uint8Array, plaintext: string | Uint8Array, aad: Uint8Array): Buffer => {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  const text = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
};

/** @throws Error when text, key and aad do not belong together */
export const unseal = (key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer => {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new RangeError('a sealed text has a nonce and a tag');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  return Buffer.concat([text, decipher.final()]);
};
