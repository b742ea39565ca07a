import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHAPE = /^[\w-]{43}$/;

/** What a browser's cookie holds: 256 random bits, from which everything else about a session follows. It is kept nowhere here. */
export type Secret = string & { readonly kind: 'secret' };

export const newSecret = (): Secret => randomBytes(SECRET_BYTES).toString('base64url') as Secret;

/** A cookie's text, where it can be a secret at all. */
export const asSecret = (text: string | undefined): Secret | undefined =>
  text !== undefined && SHAPE.test(text) ? (text as Secret) : undefined;

/** The name under which a session is kept: it does not lead back to the secret. */
export const nameOf = (secret: Secret): Buffer => createHash('sha256').update(secret).digest();

/** A text that only who has the secret can know, one for each use. */
export const derived = (secret: Secret, use: string): string =>
  createHmac('sha256', secret).update(use).digest('base64url');

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

const keyOf = (secret: Secret): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'jejak session', SECRET_BYTES));

/** Closes what is known of a session: without the cookie nobody opens it, whoever reads the database. */
export const sealed = (secret: Secret, content: object): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
};

/** @throws Error when it was not closed with this secret, or was changed since */
export const opened = (secret: Secret, box: Buffer): unknown => {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), box.subarray(0, IV_BYTES));
  decipher.setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
};
