import { cosigners, parseCheckpoint, signatureLine, type TrustPolicy, type VerifierKey } from '@jejak/ledger';
import { addCheckpointText } from '@jejak/ledger/witness';
import type { Logger } from '@jejak/observability';
import { logMetrics } from './log.metrics';
import { LogRefused, type SealedHead } from './sealed-head';

/** A checkpoint as it is published, with the cosignatures that it has. */
export interface CosignedNote {
  readonly note: string;
  readonly cosignatures: number;
  /** Whether they are enough for the policy. */
  readonly isQuorum: boolean;
}

/** Gives the RFC 6962 proof that a head goes on from a smaller size. */
export type ProveFrom = (old: number) => Promise<Buffer[]>;

export interface WitnessesOptions {
  readonly logger: Logger;
  /** Default 2 s, for all that is asked of one witness. */
  readonly timeoutMs?: number;
}

/** No witness has so much to say. */
const MAX_BYTES = 16 * 1024;
const SIZE = /^(0|[1-9]\d{0,15})\n$/;

/**
 * The witnesses of the log (audit-ledger.md section 9): asked for a cosignature of a head before it is published, all at once. One that does not
 * answer is done without; one that says that the log does not go on from what it has seen stops the log.
 */
export class Witnesses {
  /** The size that each has cosigned last, as far as this process knows. */
  private readonly known = new Map<VerifierKey, number>();

  constructor(
    private readonly policy: TrustPolicy,
    private readonly options: WitnessesOptions,
  ) {}

  /** @throws LogRefused where a witness does not believe that this is the log that it knows */
  async cosign(head: SealedHead, proveFrom: ProveFrom): Promise<CosignedNote> {
    const lines = await Promise.all(
      [...this.policy.witnessUrls].map(([key, url]) => this.ask(key, url, head, proveFrom)),
    );
    const note = head.note + lines.join('');
    const cosigned = cosigners(parseCheckpoint(note), this.policy.witnesses).map(({ key }) => key);
    return { note, cosignatures: cosigned.length, isQuorum: this.policy.isQuorum(new Set(cosigned)) };
  }

  /** @returns the line of the witness; nothing where it gave none */
  private async ask(key: VerifierKey, url: string, head: SealedHead, proveFrom: ProveFrom): Promise<string> {
    const { logger, timeoutMs = 2_000 } = this.options;
    const count = (result: 'ok' | 'conflict' | 'refused' | 'timeout'): void =>
      logMetrics.witness.inc({ witness: key.name, result });
    try {
      const line = await this.insist(key, url, head, proveFrom, AbortSignal.timeout(timeoutMs), count);
      count('ok');
      this.known.set(key, head.size);
      return line;
    } catch (error) {
      if (error instanceof LogRefused) {
        count('refused');
        throw error;
      }
      count('timeout');
      logger.warn({ part: 'log', source: key.name, err: error }, 'A witness gave no cosignature');
      return '';
    }
  }

  /** Asks from the size that it has cosigned last; where we do not know that one, it says so. */
  private async insist(
    key: VerifierKey,
    url: string,
    head: SealedHead,
    proveFrom: ProveFrom,
    signal: AbortSignal,
    count: (result: 'conflict') => void,
  ): Promise<string> {
    let old = this.known.get(key) ?? 0;
    for (let attempt = 0; attempt < 3; attempt++) {
      const body = addCheckpointText({ old, proof: await proveFrom(old), note: head.note });
      const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
        ...{ method: 'POST', body, signal, redirect: 'error' },
        headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      });
      const text = await textOf(response);
      const { status } = response;
      if (status === 200) return lineOf(key, head, text);
      if (status === 403 || status === 422)
        throw new LogRefused(
          `witness ${key.name} refuses the checkpoint of ${head.size} entries (${status}): to it, the log does not go on from what it has seen. ` +
            'Keep both, and find out which one is true (docs/operations.md, "A witness refuses").',
        );
      if (status !== 409 || !SIZE.test(text)) throw new Error(`the witness answers ${status}`);
      count('conflict');
      const seen = Number(text);
      if (seen > head.size || seen === old)
        throw new LogRefused(
          `witness ${key.name} has cosigned ${seen} entries of another history than the ${head.size} that would be published: going on would fork the log ` +
            '(docs/operations.md, "A witness refuses").',
        );
      old = seen;
    }
    throw new Error('the witness changes its mind');
  }
}

/** The body, where it is short. */
const textOf = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('the witness answers too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Of what a witness answers only its own line is kept, and only if it verifies. @throws ForgedNote, MalformedNote, Error */
const lineOf = (key: VerifierKey, { note }: SealedHead, text: string): string => {
  const checkpoint = parseCheckpoint(note + text);
  const [cosignature] = cosigners(checkpoint, [key]);
  const own = checkpoint.note.signatures.find(({ name, id }) => name === key.name && id === key.id);
  if (!cosignature || !own) throw new Error('the witness does not answer with its cosignature');
  return signatureLine(own.name, own.id, own.signature);
};
