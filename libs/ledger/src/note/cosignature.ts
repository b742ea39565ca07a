import { type Checkpoint, checkpointText, type TreeHead } from './checkpoint';
import { ForgedNote, signatureLine } from './signed-note';
import type { SigningKey } from './signing-key';
import { isSignedBy, type VerifierKey } from './verifier-key';

const TIME_BYTES = 8;
const MAX_TIME = 2n ** 63n - 1n;

/** A witness's word: at this time it had seen no larger tree of this log, and this one continues all that it had seen. */
export interface Cosignature {
  readonly key: VerifierKey;
  /** Seconds since the epoch. */
  readonly time: number;
}

/** What a witness signs. @source C2SP tlog-cosignature, cosignature/v1 */
const messageOf = (time: bigint, head: TreeHead): string =>
  `cosignature/v1\ntime ${time}\n${checkpointText(head)}`;

/** The line that a witness adds to a checkpoint, with its newline. @param time seconds since the epoch */
export const cosign = (head: TreeHead, key: SigningKey, time: number): string => {
  const seconds = BigInt(time);
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeBigUInt64BE(seconds);
  const signature = key.sign(Buffer.from(messageOf(seconds, head)));
  return signatureLine(key.verifier.name, key.verifier.id, Buffer.concat([bytes, signature]));
};

/**
 * The cosignatures of known witnesses, one for each. Lines of unknown keys are ignored.
 * @throws ForgedNote where a line bears name and id of a known witness and does not verify
 */
export const cosigners = (checkpoint: Checkpoint, witnesses: readonly VerifierKey[]): Cosignature[] =>
  witnesses.flatMap((key) => {
    if (key.type !== 'cosignature') return [];
    const times = checkpoint.note.signatures
      .filter(({ name, id }) => name === key.name && id === key.id)
      .map(({ signature }) => {
        if (signature.length <= TIME_BYTES) throw new ForgedNote(`the cosignature of ${key.name} is cut`);
        const time = signature.readBigUInt64BE(0);
        if (time > MAX_TIME || !isSignedBy(key, messageOf(time, checkpoint), signature.subarray(TIME_BYTES)))
          throw new ForgedNote(`the cosignature of ${key.name} does not verify`);
        return Number(time);
      });
    return times.length === 0 ? [] : [{ key, time: Math.max(...times) }];
  });
