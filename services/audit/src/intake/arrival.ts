import type { RejectionRule } from '@jejak/contracts/audit';
import { isLegalDate, parseEventType, parseStream } from '@jejak/kernel';
import { canonical, LEAF_LIMIT_BYTES, leafOf, opens } from '@jejak/ledger';
import { fromMessage, type IncomingMessage, MalformedMessage, type WireEvent } from '@jejak/messaging';

/** How the payload stands to the commitment in the core. All but `opens` are rejected by name, and logged all the same. */
export type PayloadCheck = 'opens' | 'COMMITMENT_DIFFERS' | 'PAYLOAD_ABSENT' | 'PAYLOAD_UNSTORABLE';

/** An event that may be logged as soon as its number and its stream allow. */
export interface Arrival {
  readonly wire: WireEvent;
  readonly src: string;
  readonly pos: number;
  /** Event hash, base64url. */
  readonly hash: string;
  readonly leaf: string;
  readonly leafHash: Buffer;
  readonly payload: PayloadCheck;
  readonly message: IncomingMessage;
}

/** A message that is no event of its topic. It takes no number: the one it claims stays open for the right event. */
export interface Rejected {
  readonly rule: RejectionRule;
  /** Null where it could not be read. */
  readonly wire: WireEvent | null;
  readonly message: IncomingMessage;
}

/** The largest version that the column holds. */
const MAX_VERSION = 2 ** 31 - 1;
/** Longest text that finds an event: several together must fit into one entry of an index. */
const MAX_KEY = 200;
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

const isInstant = (text: string): boolean =>
  INSTANT.test(text) && isLegalDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
const isTime = (text: string | null | undefined): boolean =>
  typeof text !== 'string' || isInstant(text) || (isLegalDate(text) && !text.startsWith('0000'));
/** `<aggregate>-<uuid>`, or a name alone for the one stream of its kind, such as `audit-heads`. */
const isStream = (text: string): boolean => parseStream(text) !== null || /^[a-z]+(-[a-z]+)*$/.test(text);
const isShort = (text: string | null | undefined): boolean =>
  typeof text !== 'string' || text.length <= MAX_KEY;

/** What the wire format leaves open and our columns do not: without it one message could refuse a whole batch. */
const fits = ({ core }: WireEvent): boolean =>
  isStream(core.stream) &&
  core.ver <= MAX_VERSION &&
  isInstant(core.at) &&
  [core.effective, core.occurred].every(isTime) &&
  [core.stream, core.type, core.actor, core.subject, core.corr, core.cause, core.policy].every(isShort) &&
  (core.policies ?? []).every(isShort);

const checkPayload = ({ core, data, opening }: WireEvent): PayloadCheck => {
  if (data === null && core.data !== null) return 'PAYLOAD_ABSENT';
  if (opens(core.data, data ?? {}, opening)) return 'opens';
  try {
    // Text that JSON carries and PostgreSQL does not (U+0000, half a surrogate pair) would refuse the whole batch.
    canonical(data);
    return 'COMMITMENT_DIFFERS';
  } catch {
    return 'PAYLOAD_UNSTORABLE';
  }
};

/**
 * Reads a message and checks all that needs no other event: the form, the source, the size, the commitment.
 * @param source the service whose topic it came from
 */
export const readArrival = (message: IncomingMessage, source: string): Arrival | Rejected => {
  let wire: WireEvent;
  try {
    wire = fromMessage(message);
  } catch (error) {
    // Anything but a bad message is our own defect, and must not cost the message its place.
    if (!(error instanceof MalformedMessage)) throw error;
    return { rule: 'MALFORMED', wire: null, message };
  }
  if (wire.src !== source || parseEventType(wire.core.type)?.service !== source)
    return { rule: 'SOURCE_DIFFERS', wire, message };
  if (!fits(wire)) return { rule: 'MALFORMED', wire, message };
  const { leaf, hash: leafHash } = leafOf(wire.coreText, wire.pos, wire.src);
  if (Buffer.byteLength(leaf) > LEAF_LIMIT_BYTES) return { rule: 'LEAF_TOO_LARGE', wire, message };
  const { src, pos, hash } = wire;
  return {
    wire,
    src,
    pos,
    hash: hash.toString('base64url'),
    leaf,
    leafHash,
    payload: checkPayload(wire),
    message,
  };
};

/** An arrival as it was when it was read first; that its payload was checked then is taken from the books. */
export const restoreArrival = (message: IncomingMessage, payload: PayloadCheck): Arrival => {
  const wire = fromMessage(message);
  const { leaf, hash: leafHash } = leafOf(wire.coreText, wire.pos, wire.src);
  return {
    wire,
    src: wire.src,
    pos: wire.pos,
    hash: wire.hash.toString('base64url'),
    leaf,
    leafHash,
    payload,
    message,
  };
};

/** The source's own word on how far it is: the number that a heartbeat names; null for every other event. */
export const claimedBy = ({ wire }: Pick<Arrival, 'wire'>): number | null => {
  if (parseEventType(wire.core.type)?.name !== 'Heartbeat') return null;
  const pos = wire.data?.pos;
  return typeof pos === 'number' && Number.isSafeInteger(pos) && pos >= 0 ? pos : null;
};
