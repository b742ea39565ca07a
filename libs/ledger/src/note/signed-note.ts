import { decodeBase64 } from './base64';
import type { SigningKey } from './signing-key';
import { isKeyName, isSignedBy, type VerifierKey } from './verifier-key';

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  /** What the type of the key makes of it: of a note 64 bytes, of a cosignature a time before them. */
  readonly signature: Buffer;
}

/** A note whose form is right. Its text is not to be believed before a known key has signed it. */
export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** What is no note, or no checkpoint. */
export class MalformedNote extends Error {
  override readonly name = 'MalformedNote';
}

/** A key that is known has signed, and its signature does not verify. */
export class ForgedNote extends Error {
  override readonly name = 'ForgedNote';
}

/** The specification asks for 16 at least; a note with more than this is meant to cost time. */
const MAX_SIGNATURES = 64;
const LINE = /^— (\S+) (\S+)$/u;
// Every ASCII control character but the newline.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** One signature line, with its newline. */
export const signatureLine = (name: string, id: number, signature: Buffer): string => {
  const keyed = Buffer.alloc(4 + signature.length);
  keyed.writeUInt32BE(id);
  signature.copy(keyed, 4);
  return `— ${name} ${keyed.toString('base64')}\n`;
};

/** Signs a text that ends with a newline. */
export const signNote = (text: string, ...keys: readonly SigningKey[]): string =>
  `${text}\n${keys.map((key) => signatureLine(key.verifier.name, key.verifier.id, key.sign(Buffer.from(text)))).join('')}`;

const parseLine = (line: string): NoteSignature => {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  const keyed = decodeBase64(encoded);
  if (!isKeyName(name) || keyed === null || keyed.length < 5)
    throw new MalformedNote('a line is no signature');
  return { name, id: keyed.readUInt32BE(0), signature: keyed.subarray(4) };
};

/** Reads lines as a witness answers with them: each with its newline. @throws MalformedNote */
export const parseSignatures = (lines: string): NoteSignature[] => {
  if (!lines.endsWith('\n')) throw new MalformedNote('a signature line ends with a newline');
  const all = lines.slice(0, -1).split('\n');
  if (all.length > MAX_SIGNATURES) throw new MalformedNote(`more than ${MAX_SIGNATURES} signatures`);
  return all.map(parseLine);
};

/**
 * Reads a signed note, strictly: one way to write each.
 * @throws MalformedNote
 */
export const parseNote = (note: string | Uint8Array): Note => {
  const text = typeof note === 'string' ? note : decode(note);
  if (CONTROL.test(text)) throw new MalformedNote('a control character');
  const end = text.lastIndexOf('\n\n');
  if (end < 1) throw new MalformedNote('no signatures behind an empty line');
  return { text: text.slice(0, end + 1), signatures: parseSignatures(text.slice(end + 2)) };
};

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedNote('not UTF-8');
  }
};

/**
 * Which of these keys signed the note as such (type 0x01). Lines of unknown keys are ignored.
 * @throws ForgedNote where a line bears name and id of a known key and does not verify: then nothing of the note is to be used
 */
export const signersOf = (note: Note, keys: readonly VerifierKey[]): VerifierKey[] =>
  keys.filter((key) => {
    if (key.type !== 'note') return false;
    const lines = note.signatures.filter(({ name, id }) => name === key.name && id === key.id);
    if (lines.some(({ signature }) => !isSignedBy(key, note.text, signature)))
      throw new ForgedNote(`the signature of ${key.name} does not verify`);
    return lines.length > 0;
  });
