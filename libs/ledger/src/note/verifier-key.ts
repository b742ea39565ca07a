import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { sha256 } from '../merkle';
import { decodeBase64 } from './base64';

/** What a key signs: 0x01 a note, 0x04 a checkpoint under the time at which a witness saw it. @source C2SP signed-note */
export const SIGNATURE_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

/** A public Ed25519 key under its name. */
export interface VerifierKey {
  /** Of the log: its origin. */
  readonly name: string;
  /** First four bytes of SHA-256(name || 0x0A || type || public key). */
  readonly id: number;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  readonly key: KeyObject;
}

/** DER of an Ed25519 public key, up to the 32 bytes themselves (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
// U+0085 is a space to Unicode and none to ECMAScript.
const NAME = /^[^\s\u0085+\p{Cc}]+$/u;

/** Whether a text can name a key: neither empty nor with a space, a plus or a control character. */
export const isKeyName = (name: string): boolean => NAME.test(name);

/** @throws RangeError on a name that no key can have, or on bytes that are no public key */
export const verifierKey = (name: string, type: SignatureType, publicKey: Buffer): VerifierKey => {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a key`);
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes');
  const typed = Buffer.from([SIGNATURE_TYPES[type]]);
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), typed, publicKey])).readUInt32BE(0);
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return { name, id, type, publicKey, key };
};

/** The key id as it stands in a vkey: eight hexadecimal digits. */
export const keyIdText = (id: number): string => id.toString(16).padStart(8, '0');

/** A key as people hand it on: `<name>+<id>+<base64(type || public key)>`. */
export const vkeyText = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${keyIdText(id)}+${Buffer.concat([Buffer.from([SIGNATURE_TYPES[type]]), publicKey]).toString('base64')}`;

/** Reads a vkey. @throws RangeError saying what is wrong with it */
export const parseVkey = (text: string): VerifierKey => {
  const [name, id, encoded, ...rest] = splitAtPlus(text);
  const bytes = encoded === undefined ? null : decodeBase64(encoded);
  if (bytes === null || rest.length > 0) throw new RangeError('a vkey is <name>+<id>+<base64>');
  const type = (Object.keys(SIGNATURE_TYPES) as SignatureType[]).find(
    (known) => SIGNATURE_TYPES[known] === bytes[0],
  );
  if (!type) throw new RangeError(`a key of type ${bytes[0]} is not known`);
  const key = verifierKey(name, type, bytes.subarray(1));
  if (keyIdText(key.id) !== id) throw new RangeError(`the key id of ${name} is ${keyIdText(key.id)}`);
  return key;
};

/** The base64 may hold a plus itself: only the first two separate. */
const splitAtPlus = (text: string): string[] => {
  const [first, second] = [text.indexOf('+'), text.indexOf('+', text.indexOf('+') + 1)];
  return first < 0 || second < 0
    ? [text]
    : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
};

/** Whether an Ed25519 signature over a message is of this key. */
export const isSignedBy = ({ key }: VerifierKey, message: string | Buffer, signature: Buffer): boolean =>
  signature.length === 64 && verify(null, Buffer.from(message), key, signature);
