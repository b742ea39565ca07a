import {
  type Checkpoint,
  type Cosignature,
  cosigners,
  isConsistent,
  isIncluded,
  type Leaf,
  leafHash,
  parseCheckpoint,
  parseLeaf,
  signersOf,
  type TrustedCheckpoint,
  type VerifiedEvent,
  type VerifierKey,
  type VerifyLink,
  verifyCompleteness,
  verifyEvents,
  verifyPublication,
  verifyRow,
} from '@jejak/ledger';
import type { ConsistencyProof, Evidence, TrustedKeys } from './material';

/** What a verification has at hand. */
export interface Case {
  readonly evidence: Evidence;
  readonly keys: TrustedKeys | null;
  /** A checkpoint that the reader kept, as it was saved. */
  readonly kept: string | null;
  /** What a printed code pointed at. */
  readonly link: VerifyLink | null;
  /** Gives the consistency proof between two sizes; null where there is none to be had. */
  readonly consistency: (from: number, to: number) => Promise<ConsistencyProof | null>;
}

/** The five lines, in order: each rests on the ones above it. */
export const LINES = ['signature', 'witnesses', 'content', 'completeness', 'continuation'] as const;
export type LineName = (typeof LINES)[number];

/** What became of a line: `open` is neither of the two, and says why. */
export type Outcome =
  | { readonly state: 'holds'; readonly found: Found }
  | { readonly state: 'open'; readonly why: Why }
  | { readonly state: 'broken'; readonly link: string };

/** What a line that holds has found. */
export type Found =
  | {
      readonly is: 'signature';
      readonly origin: string;
      readonly key: VerifierKey;
      readonly from: TrustedKeys['from'];
    }
  | {
      readonly is: 'witnesses';
      readonly cosignatures: readonly Cosignature[];
      readonly known: number;
    }
  | { readonly is: 'events'; readonly count: number; readonly links: number; readonly payloads: number }
  | { readonly is: 'publication'; readonly leaf: Leaf; readonly index: number }
  | { readonly is: 'entry'; readonly leaf: Leaf | null; readonly index: number }
  | { readonly is: 'complete'; readonly versions: number }
  | { readonly is: 'row'; readonly of: number }
  | { readonly is: 'continuation'; readonly kept: number; readonly size: number };

/** Why a line was not decided. */
export type Why =
  | { readonly is: 'keys-missing' }
  | { readonly is: 'unwitnessed'; readonly cosigned: number; readonly known: number }
  | { readonly is: 'leaf-missing' }
  | { readonly is: 'one-entry' }
  | { readonly is: 'nothing-kept' }
  | { readonly is: 'no-consistency-proof'; readonly from: number; readonly to: number };

export interface Line {
  readonly name: LineName;
  readonly outcome: Outcome;
}

/** What was verified, to be shown: nothing in it was believed before its line held. */
export interface Verified {
  readonly checkpoint: Checkpoint;
  readonly events: readonly VerifiedEvent[];
}

/** A link of the chain that does not hold, found here and not by the formats themselves. */
class BrokenLink extends Error {
  override readonly name = 'BrokenLink';
}

const must = (holds: boolean, broken: string): void => {
  if (!holds) throw new BrokenLink(broken);
};

const noteOf = (evidence: Evidence): string =>
  evidence.kind === 'history' ? evidence.file.checkpoint : evidence.proof.checkpoint;

const logsOf = ({ policy }: TrustedKeys, origin: string): VerifierKey[] =>
  policy.logs.filter(({ name }) => name === origin);

const signatureOf = (checkpoint: Checkpoint, keys: TrustedKeys): Outcome => {
  const [key] = signersOf(checkpoint.note, logsOf(keys, checkpoint.origin));
  if (!key) throw new BrokenLink(`no key that is trusted here signed the checkpoint of ${checkpoint.origin}`);
  return { state: 'holds', found: { is: 'signature', origin: checkpoint.origin, key, from: keys.from } };
};

/** Too few witnesses are no proof of anything wrong: the log may just not have been seen yet. */
const witnessesOf = ({ cosignatures }: TrustedCheckpoint, { policy }: TrustedKeys): Outcome => {
  const known = policy.witnesses.length;
  const enough = cosignatures.length > 0 && policy.isQuorum(new Set(cosignatures.map(({ key }) => key)));
  return enough
    ? { state: 'holds', found: { is: 'witnesses', cosignatures, known } }
    : { state: 'open', why: { is: 'unwitnessed', cosigned: cosignatures.length, known } };
};

/** That what was handed in is what the printed code pointed at. */
const verifyLink = (link: VerifyLink | null, evidence: Evidence): void => {
  if (link === null || evidence.kind === 'entry') return;
  if (evidence.kind === 'receipt') {
    must(
      evidence.file.row.p === `/r/${link.row ?? ''}` &&
        evidence.proof.index === link.index &&
        leafHash(evidence.file.leaf).equals(link.leafHash),
      'the receipt is not the one that the code points at',
    );
    return;
  }
  const named = evidence.file.events.find(({ index }) => index === link.index);
  must(
    evidence.file.stream === link.stream && named !== undefined && leafHash(named.leaf).equals(link.leafHash),
    'the history is not the one that the code points at',
  );
};

interface Content {
  readonly outcome: Outcome;
  readonly events: readonly VerifiedEvent[];
  readonly leaf: Leaf | null;
}

const contentOf = (evidence: Evidence, checkpoint: TrustedCheckpoint): Content => {
  switch (evidence.kind) {
    case 'history': {
      const events = verifyEvents(evidence.file, checkpoint);
      const found: Found = {
        ...{ is: 'events', count: events.length, links: Math.max(0, events.length - 1) },
        payloads: events.filter(({ fields }) => fields !== null).length,
      };
      return { outcome: { state: 'holds', found }, events, leaf: null };
    }
    case 'receipt': {
      const leaf = verifyPublication(evidence.file, evidence.proof, checkpoint);
      const found: Found = { is: 'publication', leaf, index: evidence.proof.index };
      return { outcome: { state: 'holds', found }, events: [], leaf };
    }
    case 'entry': {
      const { leaf, proof } = evidence;
      if (leaf === null)
        return { outcome: { state: 'open', why: { is: 'leaf-missing' } }, events: [], leaf: null };
      must(
        isIncluded(leafHash(leaf), proof.index, checkpoint.size, proof.path, checkpoint.root),
        `the leaf is not in the log at index ${proof.index}`,
      );
      const found: Found = { is: 'entry', leaf: parseLeaf(leaf), index: proof.index };
      return { outcome: { state: 'holds', found }, events: [], leaf: parseLeaf(leaf) };
    }
  }
};

const completenessOf = (
  evidence: Evidence,
  checkpoint: TrustedCheckpoint,
  { events, leaf }: Content,
): Outcome => {
  switch (evidence.kind) {
    case 'history':
      verifyCompleteness(evidence.file, checkpoint, events);
      return { state: 'holds', found: { is: 'complete', versions: events.length } };
    case 'receipt': {
      // The line above has read it.
      const publication = leaf as Leaf;
      verifyRow(evidence.file, publication);
      return { state: 'holds', found: { is: 'row', of: publication.core.data?.n ?? 0 } };
    }
    case 'entry':
      return { state: 'open', why: { is: 'one-entry' } };
  }
};

const hashOf = (text: string): Buffer => Buffer.from(text, 'base64');

const continuationOf = async (
  { kept: note, consistency }: Case,
  keys: TrustedKeys,
  checkpoint: Checkpoint,
): Promise<Outcome> => {
  if (note === null) return { state: 'open', why: { is: 'nothing-kept' } };
  const kept = parseCheckpoint(note);
  must(kept.origin === checkpoint.origin, `the checkpoint that was kept is of another log, ${kept.origin}`);
  must(
    signersOf(kept.note, logsOf(keys, kept.origin)).length > 0,
    'no key that is trusted here signed the checkpoint that was kept',
  );
  const [older, newer] = kept.size <= checkpoint.size ? [kept, checkpoint] : [checkpoint, kept];
  if (older.size === newer.size)
    must(
      older.root.equals(newer.root),
      'two checkpoints of one size with two roots: both together are the evidence that there are two logs',
    );
  else {
    const found = await consistency(older.size, newer.size);
    if (found === null)
      return { state: 'open', why: { is: 'no-consistency-proof', from: older.size, to: newer.size } };
    must(
      isConsistent(older, newer, found.proof.map(hashOf)),
      `the proof does not lead from the checkpoint of size ${older.size} to that of size ${newer.size}`,
    );
  }
  return { state: 'holds', found: { is: 'continuation', kept: kept.size, size: checkpoint.size } };
};

/** Whatever the formats throw names the link that is broken. A defect of this page must not pass for one. */
const isDefect = (error: unknown): boolean =>
  !(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError;

/**
 * Verifies line by line, and stops at the first broken link, or where nothing below can be believed: without a key.
 * @returns what was verified; null where nothing was
 */
export async function* verification(one: Case): AsyncGenerator<Line, Verified | null> {
  let name: LineName = 'signature';
  try {
    const { evidence, keys } = one;
    const head = parseCheckpoint(noteOf(evidence));
    if (keys === null) {
      yield { name, outcome: { state: 'open', why: { is: 'keys-missing' } } };
      return null;
    }
    yield { name, outcome: signatureOf(head, keys) };
    name = 'witnesses';
    const checkpoint = { ...head, cosignatures: cosigners(head, keys.policy.witnesses) };
    yield { name, outcome: witnessesOf(checkpoint, keys) };
    name = 'content';
    const content = contentOf(evidence, checkpoint);
    verifyLink(one.link, evidence);
    yield { name, outcome: content.outcome };
    name = 'completeness';
    yield { name, outcome: completenessOf(evidence, checkpoint, content) };
    name = 'continuation';
    yield { name, outcome: await continuationOf(one, keys, checkpoint) };
    return { checkpoint, events: content.events };
  } catch (error) {
    if (isDefect(error)) throw error;
    yield { name, outcome: { state: 'broken', link: (error as Error).message } };
    return null;
  }
}
