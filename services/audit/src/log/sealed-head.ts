import {
  type Checkpoint,
  ForgedNote,
  type GrowingTree,
  MalformedNote,
  parseCheckpoint,
  signCheckpoint,
  signersOf,
  type SigningKey,
} from '@jejak/ledger';

/** The head of the log as its transaction keeps it. */
export interface SealedHead {
  readonly size: number;
  readonly root: Buffer;
  /** The signed checkpoint. It leaves the process only once this head is committed. */
  readonly note: string;
}

/**
 * The log must not be written from here: it would fork, or it is not what was signed. A person has to look; nothing is repaired by
 * itself.
 */
export class LogRefused extends Error {
  override readonly name = 'LogRefused';
}

/** What went wrong, in the words of whoever noticed it: an operator reads it in the health of the service. */
export const whyOf = (error: unknown): string => {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? message : String(error);
};

/** Signs a tree as it is. @param next the key that is to follow: both sign then */
export const sealed = (tree: GrowingTree, key: SigningKey, next?: SigningKey): SealedHead => {
  const head = { origin: key.verifier.name, size: tree.size, root: tree.root() };
  return { size: head.size, root: head.root, note: signCheckpoint(head, key, ...(next ? [next] : [])) };
};

/**
 * Reads a checkpoint that this log signed earlier.
 * @param what whose checkpoint it is, for people
 * @throws LogRefused for every other text
 */
export const ownCheckpoint = (
  note: string | Uint8Array,
  { verifier }: SigningKey,
  what: string,
): Checkpoint => {
  try {
    const checkpoint = parseCheckpoint(note);
    if (checkpoint.origin !== verifier.name)
      throw new LogRefused(`${what} is of ${checkpoint.origin}, and this log is ${verifier.name}`);
    if (signersOf(checkpoint.note, [verifier]).length === 0)
      throw new LogRefused(`${what} was signed by another key than the one of this log`);
    return checkpoint;
  } catch (error) {
    if (error instanceof MalformedNote || error instanceof ForgedNote)
      throw new LogRefused(`${what} is not what this log signed: ${error.message}`);
    throw error;
  }
};
