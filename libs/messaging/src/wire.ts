import { isUuid, parseEventType } from '@jejak/kernel';
import { canonical, type Commitment, type Core, eventHash } from '@jejak/ledger';
import type { IncomingMessage, OutgoingMessage } from './broker';

/** An event with the number under which it is published: the columns of the store, as they were written. */
export interface NumberedEvent {
  /** The stream: what keeps its events in order on the broker. */
  readonly key: string;
  /** Canonical text, sent verbatim: its hash is what the ledger holds. */
  readonly core: string;
  /** Gap-free number of the producer, from 1. */
  readonly pos: number;
  /** The payload's JSON text; null where it cannot be sent and the event goes as its core alone. */
  readonly data: string | null;
  readonly opening: Uint8Array | null;
  readonly personal: Uint8Array | null;
  /** W3C trace context of the request that recorded it. */
  readonly traceparent: string | null;
}

/** An event as it travels: a checked message, or an item of a feed. Nothing is decrypted or upcast yet. */
export interface WireEvent {
  readonly core: Core;
  /** The core exactly as the producer hashed it. */
  readonly coreText: string;
  /** SHA-256 event hash of the core, 32 bytes: what the next version's `prev` names, and the AAD of `personal`. */
  readonly hash: Buffer;
  /** Gap-free number of the producer, from 1. */
  readonly pos: number;
  /** The producing service. */
  readonly src: string;
  /** The payload as stored (its own version, without personal fields); null where the event was sent as its core alone. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
  readonly traceparent?: string;
}

/** The message is not an event by the book. Permanent: reading it again changes nothing. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** The context attributes of a CloudEvent, by their names in structured mode. */
export interface EventAttributes {
  readonly specversion: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: string;
  readonly traceparent?: string;
}

const CONTENT_TYPE = 'application/json';
const SPEC_VERSION = '1.0';

/** What the attributes say of a core; anything else in a message contradicts itself. */
const attributes = (core: Core, source: string): EventAttributes => ({
  specversion: SPEC_VERSION,
  id: core.id,
  type: core.type,
  source,
  subject: core.stream,
  time: core.at,
  datacontenttype: CONTENT_TYPE,
});

/** The attributes as headers of a message (binary mode). */
const headersOf = (of: EventAttributes): Record<string, string> => ({
  ce_specversion: of.specversion,
  ce_id: of.id,
  ce_type: of.type,
  ce_source: of.source,
  ce_subject: of.subject,
  ce_time: of.time,
  'content-type': of.datacontenttype,
  ...(of.traceparent ? { traceparent: of.traceparent, ce_traceparent: of.traceparent } : {}),
});

/**
 * The value of a message and the item of a feed, joined as text from the stored columns: no key and no parsing of the
 * payload, so the relay cannot change what was recorded. Null members are left out.
 */
export const wireValue = ({
  core,
  pos,
  data,
  opening,
  personal,
}: Omit<NumberedEvent, 'key' | 'traceparent'>): string => {
  let value = `{"core":${core},"pos":${pos}`;
  if (data !== null) value += `,"data":${data}`;
  if (opening) value += `,"opening":"${base64url(opening)}"`;
  if (personal) value += `,"personal":"${base64url(personal)}"`;
  return `${value}}`;
};

/**
 * A stored event as a CloudEvents 1.0 message in binary mode.
 * @param source the service
 * @throws SyntaxError when the stored core is not JSON
 */
export const toMessage = (event: NumberedEvent, source: string): OutgoingMessage => {
  return { key: event.key, value: wireValue(event), headers: headersOf(attributesOf(event, source)) };
};

/**
 * A stored event as a CloudEvents 1.0 item of a feed (structured mode); its `data` is the value of the message, text for text.
 * @param source the service
 * @throws SyntaxError when the stored core is not JSON
 */
export const toFeedItem = (event: NumberedEvent, source: string): string =>
  `${JSON.stringify(attributesOf(event, source)).slice(0, -1)},"data":${wireValue(event)}}`;

const attributesOf = ({ core, traceparent }: NumberedEvent, source: string): EventAttributes => ({
  ...attributes(JSON.parse(core) as Core, source),
  ...(traceparent ? { traceparent } : {}),
});

/** An item of a feed, parsed. */
export interface FeedItem extends EventAttributes {
  readonly data: { readonly pos: number };
}

/**
 * An item of a feed as the message that a broker would have brought; what contradicts itself is found by {@link fromMessage}.
 * Its offset is the number minus one, so numbers from 1 make offsets from 0.
 */
export const fromFeedItem = (item: FeedItem, topic: string): IncomingMessage => ({
  topic,
  partition: FEED_PARTITION,
  offset: BigInt(item.data.pos) - 1n,
  key: item.subject,
  value: Buffer.from(JSON.stringify(item.data)),
  headers: headersOf(item),
});

/** The partition of what came by a feed. No broker has it, so the books of a feed and of a topic never mix. */
export const FEED_PARTITION = -1;

/** The same event without its payload: always small, so that the numbering has no hole for the ledger. */
export const toCoreMessage = (event: NumberedEvent, source: string): OutgoingMessage =>
  toMessage({ ...event, data: null, opening: null, personal: null }, source);

/**
 * Reads a message strictly: CloudEvents attributes and key must say what the core says, and the core must be canonical.
 * @throws MalformedMessage with the reason
 */
export const fromMessage = (message: IncomingMessage): WireEvent => {
  const { headers, key } = message;
  if (message.value === null) throw new MalformedMessage('no value');
  const source = headers['ce_source'];
  if (!source) throw new MalformedMessage('no ce_source');
  const wire = fromWireValue(message.value.toString('utf8'), source);
  for (const [name, expected] of Object.entries(headersOf(attributes(wire.core, source))))
    if (headers[name] !== expected) throw new MalformedMessage(`header ${name} is not what the core says`);
  if (key !== wire.core.stream) throw new MalformedMessage('the key is not the stream');
  const traceparent = headers['ce_traceparent'] ?? headers['traceparent'];
  return traceparent === undefined ? wire : { ...wire, traceparent };
};

/**
 * Reads the value of a message or the item of a feed.
 * @param source the service that it came from
 * @throws MalformedMessage with the reason
 */
export const fromWireValue = (text: string, source: string): WireEvent => {
  const value = parseObject(text);
  const core = checkedCore(value.core);
  const coreText = textOf(core);
  const { pos } = value;
  if (typeof pos !== 'number' || !Number.isSafeInteger(pos) || pos < 1)
    throw new MalformedMessage('pos is no number from 1');
  // The text itself is compared, not only what it parses to: members twice or out of order would hash differently elsewhere.
  if (!text.startsWith(`{"core":${coreText},"pos":${pos}`))
    throw new MalformedMessage('the core is not canonical');
  const data = value.data === undefined ? null : value.data;
  if (data !== null && !isObject(data)) throw new MalformedMessage('data is no object');
  return {
    core,
    coreText,
    hash: eventHash(coreText),
    pos,
    src: source,
    data,
    opening: bytes(value.opening, 'opening'),
    personal: bytes(value.personal, 'personal'),
  };
};

const base64url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseObject = (text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedMessage('the value is not JSON');
  }
  if (!isObject(value)) throw new MalformedMessage('the value is no object');
  return value;
};

const bytes = (value: unknown, name: string): Buffer | null => {
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]*$/.test(value))
    throw new MalformedMessage(`${name} is not base64url`);
  return Buffer.from(value, 'base64url');
};

const textOf = (core: Core): string => {
  try {
    return canonical(core);
  } catch (error) {
    throw new MalformedMessage('the core has no canonical form', { cause: error });
  }
};

const HASH = /^[A-Za-z0-9_-]{43}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isHash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value);
const isCommitment = (value: unknown): value is Commitment =>
  isObject(value) && value.alg === 'sd-merkle/v1' && Number.isSafeInteger(value.n) && isHash(value.root);

/** Members that our writer always gives. Unknown ones are allowed: the hash covers them. */
const REQUIRED = Object.entries<(value: unknown) => boolean>({
  id: (value) => isText(value) && isUuid(value),
  type: (value) => isText(value) && parseEventType(value) !== null,
  stream: isText,
  ver: (value) => Number.isSafeInteger(value) && (value as number) > 0,
  prev: (value) => value === null || isHash(value),
  at: (value) => isText(value) && INSTANT.test(value),
  policy: isTextOrNull,
  cause: isTextOrNull,
  data: (value) => value === null || isCommitment(value),
});

const OPTIONAL = Object.entries<(value: unknown) => boolean>({
  occurred: isText,
  effective: isText,
  actor: isText,
  behalf: isText,
  subject: isText,
  role: isText,
  corr: isText,
  reason: isText,
  policies: (value) => Array.isArray(value) && value.every(isText),
  inputs: (value) =>
    Array.isArray(value) &&
    value.every(
      (input) =>
        isObject(input) && isText(input.stream) && Number.isSafeInteger(input.ver) && isHash(input.hash),
    ),
});

const checkedCore = (value: unknown): Core => {
  if (!isObject(value)) throw new MalformedMessage('no core');
  for (const [name, fits] of REQUIRED)
    if (value[name] === undefined || !fits(value[name]))
      throw new MalformedMessage(`core.${name} is missing or not well formed`);
  for (const [name, fits] of OPTIONAL)
    if (value[name] !== undefined && value[name] !== null && !fits(value[name]))
      throw new MalformedMessage(`core.${name} is not well formed`);
  // Each member that Core names was checked above.
  const core = value as unknown as Core;
  if (core.prev === null ? core.ver !== 1 : core.ver === 1)
    throw new MalformedMessage('core.prev and core.ver disagree');
  return core;
};
