import { decodeHashUrl, opensByFields } from '../disclosure';
import { readHeadsProof } from '../heads/heads-map';
import { type Leaf, parseLeaf } from '../leaf';
import { leafHash } from '../merkle';
import { type TrustedCheckpoint, trustedCheckpoint, type TrustPolicy } from '../note/trust-policy';
import { isIncluded } from '../tree/inclusion';
import { frontierOf, rootOfSubtrees } from '../tree/subtree';
import type { AsnHistory, HistoryEvent } from './asn-history';

/** A history that does not hold: the message names the first link that is broken. */
export class InvalidHistory extends Error {
  override readonly name = 'InvalidHistory';
}

/** One event of a history that holds. */
export interface VerifiedEvent extends Leaf {
  readonly index: number;
  /** How many fields of the payload are shown, and how many stand by their digest alone; null where none were handed out. */
  readonly fields: { readonly shown: number; readonly redacted: number } | null;
}

/** What was verified. */
export interface VerifiedHistory {
  readonly stream: string;
  readonly checkpoint: TrustedCheckpoint;
  readonly events: readonly VerifiedEvent[];
  readonly checked: { readonly inclusions: number; readonly links: number; readonly payloads: number };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');
const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isEvent = (value: unknown): value is HistoryEvent =>
  isRecord(value) &&
  isIndex(value.index) &&
  typeof value.leaf === 'string' &&
  isTexts(value.path) &&
  (value.fields === undefined || Array.isArray(value.fields));

/** Whether a parsed file has the form of a history; nothing in it is believed yet. */
export const isHistory = (file: unknown): file is AsnHistory =>
  isRecord(file) &&
  file.format === 'asn-history/v1' &&
  typeof file.stream === 'string' &&
  typeof file.checkpoint === 'string' &&
  Array.isArray(file.events) &&
  file.events.every(isEvent) &&
  isRecord(file.heads) &&
  isIndex(file.heads.index) &&
  typeof file.heads.leaf === 'string' &&
  isTexts(file.heads.path) &&
  isTexts(file.heads.bucket) &&
  isTexts(file.heads.siblings) &&
  isRecord(file.tail) &&
  isTexts(file.tail.frontier) &&
  isTexts(file.tail.leaves);

const must = (holds: boolean, broken: string): void => {
  if (!holds) throw new InvalidHistory(broken);
};

const hashesOf = (texts: readonly string[], what: string): Buffer[] =>
  texts.map((text) => {
    const hash = decodeHashUrl(text);
    if (!hash) throw new InvalidHistory(`${what}: not a hash`);
    return hash;
  });

const leafOf = (text: string, what: string): Leaf => {
  const leaf = parseLeaf(text);
  if (!leaf) throw new InvalidHistory(`${what}: no canonical leaf`);
  return leaf;
};

const included = (
  { leaf, index, path }: Pick<HistoryEvent, 'leaf' | 'index' | 'path'>,
  { size, root }: TrustedCheckpoint,
  what: string,
): void =>
  must(
    isIncluded(leafHash(leaf), index, size, hashesOf(path, what), root),
    `${what}: not in the log at index ${index}`,
  );

const payloadOf = ({ fields }: HistoryEvent, { core }: Leaf, what: string): VerifiedEvent['fields'] => {
  if (fields === undefined) return null;
  must(
    core.data === null ? fields.length === 0 : opensByFields(core.data, fields),
    `${what}: the fields are not what the event committed to`,
  );
  const redacted = fields.filter((field) => 'd' in field).length;
  return { shown: fields.length - redacted, redacted };
};

/**
 * The chain of the events themselves: right stream, versions 1 to k, each naming the one before it, each in the log.
 * @throws InvalidHistory
 */
export const verifyEvents = (
  { stream, events }: AsnHistory,
  checkpoint: TrustedCheckpoint,
): VerifiedEvent[] => {
  const verified: VerifiedEvent[] = [];
  for (const [i, event] of events.entries()) {
    const what = `version ${i + 1}`;
    const leaf = leafOf(event.leaf, what);
    must(leaf.core.stream === stream, `${what}: of another stream`);
    must(leaf.core.ver === i + 1, `${what}: the leaf says version ${leaf.core.ver}`);
    const before = verified.at(-1);
    must(
      leaf.core.prev === (before?.eventHash.toString('base64url') ?? null),
      `${what}: does not name the version before it`,
    );
    must(before === undefined || event.index > before.index, `${what}: stands before the version before it`);
    included(event, checkpoint, what);
    verified.push({ ...leaf, index: event.index, fields: payloadOf(event, leaf, what) });
  }
  return verified;
};

/** What the log itself says of all streams at the heads leaf. @returns the version of this one then, 0 for none */
const verifyHeads = (
  { stream, heads }: AsnHistory,
  checkpoint: TrustedCheckpoint,
  events: readonly VerifiedEvent[],
): number => {
  const what = 'heads leaf';
  const { core, src } = leafOf(heads.leaf, what);
  must(src === 'audit' && core.stream === 'audit-heads', `${what}: not of the log`);
  included(heads, checkpoint, what);
  const { alg, upto, root } = core.heads ?? {};
  must(alg === 'heads/v1', `${what}: not heads/v1`);
  must(upto === heads.index, `${what}: speaks of ${String(upto)} entries, and stands at ${heads.index}`);
  const hash = decodeHashUrl(root);
  must(hash !== null, `${what}: has no root`);
  const proof = {
    bucket: heads.bucket.map((record) => Buffer.from(record, 'base64url')),
    siblings: hashesOf(heads.siblings, 'heads map'),
  };
  const record = readHeadsProof(stream, proof, hash as Buffer);
  if (record === undefined)
    throw new InvalidHistory('heads map: does not lead to the root of the heads leaf');
  if (record === null) return 0;
  const named = events.at(record.ver - 1);
  if (record.ver < 1 || !named)
    throw new InvalidHistory(`heads map: the log has version ${record.ver}, which is left out`);
  must(named.eventHash.equals(record.eventHash), `heads map: version ${record.ver} is another event`);
  must(named.index === record.index, `heads map: version ${record.ver} stands at ${record.index}`);
  return record.ver;
};

/** The leaves behind the heads leaf, all of them: what belongs to the stream there is among the events. */
const verifyTail = (
  { stream, heads, tail }: AsnHistory,
  { size, root }: TrustedCheckpoint,
  events: readonly VerifiedEvent[],
  known: number,
): void => {
  const { index } = heads;
  const frontier = hashesOf(tail.frontier, 'tail');
  must(frontier.length === frontierOf(index).length, 'tail: the frontier is not that of the heads leaf');
  must(tail.leaves.length === size - index, 'tail: not all leaves up to the checkpoint');
  must(tail.leaves[0] === heads.leaf, 'tail: does not begin with the heads leaf');
  must(
    rootBehind(frontier, index, tail.leaves).equals(root),
    'tail: does not lead to the root of the checkpoint',
  );
  must(
    events.every((event, i) => event.index < index === i < known),
    'tail: an event stands on the wrong side of the heads leaf',
  );
  let version = known;
  for (const [i, text] of tail.leaves.entries()) {
    const leaf = leafOf(text, `leaf ${index + i}`);
    if (leaf.core.stream !== stream) continue;
    must(events.at(version)?.index === index + i, `tail: version ${leaf.core.ver} is left out`);
    version++;
  }
  must(version === events.length, `tail: version ${version + 1} is not among the leaves`);
};

/** The root of a tree that begins with a frontier and goes on with these leaves. */
const rootBehind = (frontier: readonly Buffer[], size: number, leaves: readonly string[]): Buffer => {
  // From the largest down, each joined with the next where both are of one height.
  const nodes = frontierOf(size).map(({ height }, i) => ({ height, hash: frontier[i] }));
  for (const leaf of leaves) {
    let node = { height: 0, hash: leafHash(leaf) };
    for (let left = nodes.at(-1); left?.height === node.height; left = nodes.at(-1)) {
      nodes.pop();
      node = { height: node.height + 1, hash: joined(left.hash, node.hash) };
    }
    nodes.push(node);
  }
  return rootOfSubtrees(nodes.map(({ hash }) => hash));
};

const joined = (left: Buffer, right: Buffer): Buffer => rootOfSubtrees([left, right]);

/**
 * That the stream has no other events: none that the map of all streams names at the heads leaf, and none in the leaves behind it.
 * @param events as {@link verifyEvents} gave them
 * @throws InvalidHistory
 */
export const verifyCompleteness = (
  file: AsnHistory,
  checkpoint: TrustedCheckpoint,
  events: readonly VerifiedEvent[],
): void => verifyTail(file, checkpoint, events, verifyHeads(file, checkpoint, events));

/**
 * Verifies a history offline. That the heads leaf is right is the one thing left on trust: every full reader of the log checks it.
 * @throws InvalidHistory naming the first broken link; MalformedNote, ForgedNote or UntrustedCheckpoint for the checkpoint
 */
export const verifyHistory = (file: unknown, policy: TrustPolicy): VerifiedHistory => {
  if (!isHistory(file)) throw new InvalidHistory('not of the form asn-history/v1');
  const checkpoint = trustedCheckpoint(file.checkpoint, policy);
  const events = verifyEvents(file, checkpoint);
  verifyCompleteness(file, checkpoint, events);
  const payloads = events.filter(({ fields }) => fields !== null).length;
  return {
    ...{ stream: file.stream, checkpoint, events },
    checked: { inclusions: events.length + 1, links: Math.max(0, events.length - 1), payloads },
  };
};
