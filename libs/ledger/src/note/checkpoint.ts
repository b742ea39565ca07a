import { decodeHash } from './base64';
import { MalformedNote, type Note, parseNote, signNote } from './signed-note';
import type { SigningKey } from './signing-key';

/** The head of a log: how many leaves, and the root over them. */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A head as it was signed. */
export interface Checkpoint extends TreeHead {
  readonly note: Note;
}

/** The three lines that are signed. @source C2SP tlog-checkpoint */
export const checkpointText = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Signs a head, with each of the keys: the same head gives the same bytes. */
export const signCheckpoint = (head: TreeHead, ...keys: readonly SigningKey[]): string =>
  signNote(checkpointText(head), ...keys);

const SIZE = /^(0|[1-9]\d{0,15})$/;

/**
 * Reads a checkpoint. Its form is right then, and nothing else is: signatures are {@link signersOf} and `cosigners`.
 * @throws MalformedNote
 */
export const parseCheckpoint = (text: string | Uint8Array): Checkpoint => {
  const note = parseNote(text);
  const [origin, size, root, ...extensions] = note.text.slice(0, -1).split('\n');
  const hash = root === undefined ? null : decodeHash(root);
  if (origin === '' || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || hash === null)
    throw new MalformedNote('a checkpoint is origin, size and root, each on a line');
  // Nobody audits what else is said there, and our logs say nothing.
  if (extensions.length > 0) throw new MalformedNote('a checkpoint here has three lines');
  return { origin, size: Number(size), root: hash, note };
};
