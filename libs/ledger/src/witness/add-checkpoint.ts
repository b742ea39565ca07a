import { decodeHash } from '../note/base64';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint';
import { cosign } from '../note/cosignature';
import { ForgedNote, MalformedNote, signersOf } from '../note/signed-note';
import type { SigningKey } from '../note/signing-key';
import type { VerifierKey } from '../note/verifier-key';
import { isConsistent } from '../tree/consistency';

/** A head of a log that was cosigned: all that a witness remembers of it. */
export interface SeenHead {
  readonly size: number;
  readonly root: Buffer;
}

/** What a witness is asked: that a checkpoint goes on from one that it has seen. @source C2SP tlog-witness, add-checkpoint */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness is thought to have seen last; 0 for none. */
  readonly old: number;
  /** RFC 6962 consistency proof from there. */
  readonly proof: readonly Buffer[];
  /** The checkpoint, verbatim. */
  readonly note: string;
}

/** An answer of a witness over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  /** What is to be remembered, durably, before the answer is given. */
  readonly seen?: { readonly origin: string } & SeenHead;
}

/** Of the body of a 409: the size of the newest checkpoint that was cosigned. */
export const TLOG_SIZE = 'text/x.tlog.size';

const MAX_PROOF = 63;
const OLD = /^old (0|[1-9]\d{0,15})$/;

export const addCheckpointText = ({ old, proof, note }: AddCheckpoint): string =>
  [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note].join('\n');

/** @throws MalformedNote */
export const parseAddCheckpoint = (text: string): AddCheckpoint => {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  const old = Number(OLD.exec(first)?.[1] ?? Number.NaN);
  const proof = lines.map(decodeHash).filter((hash) => hash !== null);
  if (!Number.isSafeInteger(old) || proof.length !== lines.length || proof.length > MAX_PROOF)
    throw new MalformedNote('a request is an old size, a proof, an empty line and a checkpoint');
  return { old, proof, note: text.slice(end + 2) };
};

const refuse = (status: 400 | 403 | 404 | 422, body: string): WitnessAnswer => ({
  status,
  body: `${body}\n`,
});

/**
 * Decides on a request: pure, so that what is remembered can be read and written around it, one request at a time.
 * @param logs keys of the logs that are witnessed; several for one origin while its key changes
 * @param seenOf what was cosigned last of an origin
 * @param time seconds since the epoch
 */
export const witness = (
  text: string,
  logs: readonly VerifierKey[],
  seenOf: (origin: string) => SeenHead | undefined,
  key: SigningKey,
  time: number,
): WitnessAnswer => {
  let request: AddCheckpoint;
  let checkpoint: Checkpoint;
  try {
    request = parseAddCheckpoint(text);
    checkpoint = parseCheckpoint(request.note);
  } catch (error) {
    if (error instanceof MalformedNote) return refuse(400, error.message);
    throw error;
  }
  const { origin, size, root } = checkpoint;
  const keys = logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return refuse(404, 'no log of this origin is witnessed here');
  if (!isSigned(checkpoint, keys)) return refuse(403, 'no known key of this log signed the checkpoint');
  if (request.old > size) return refuse(400, 'the old size is larger than the checkpoint');
  const seen = seenOf(origin) ?? { size: 0, root: Buffer.alloc(0) };
  const conflict: WitnessAnswer = { status: 409, body: `${seen.size}\n` };
  if (request.old !== seen.size) return conflict;
  if (request.old === size && seen.size > 0 && !seen.root.equals(root)) return conflict;
  if (seen.size === 0 ? request.proof.length > 0 : !isConsistent(seen, checkpoint, request.proof))
    return refuse(422, 'the checkpoint does not go on from the one that was cosigned last');
  return { status: 200, body: cosign(checkpoint, key, time), seen: { origin, size, root } };
};

const isSigned = (checkpoint: Checkpoint, keys: readonly VerifierKey[]): boolean => {
  try {
    return signersOf(checkpoint.note, keys).length > 0;
  } catch (error) {
    if (error instanceof ForgedNote) return false;
    throw error;
  }
};
