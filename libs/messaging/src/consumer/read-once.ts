import type { IncomingMessage } from '../broker';
import { fromMessage, type WireEvent } from '../wire';

interface Read {
  readonly message: IncomingMessage;
  readonly wire: WireEvent;
}

/** So many messages are kept: readers of one process are seldom further behind each other. */
const KEPT = 2_000;

const kept = new Map<string, Read>();

const sameHeaders = (one: IncomingMessage['headers'], other: IncomingMessage['headers']): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/** Whether it is the same message, to the byte: what stands at an offset changes where a topic is made anew. */
const isSame = (one: IncomingMessage, other: IncomingMessage): boolean =>
  one.key === other.key &&
  one.value !== null &&
  other.value !== null &&
  one.value.equals(other.value) &&
  sameHeaders(one.headers, other.headers);

/**
 * As `fromMessage`, which parses, hashes and checks: once for all readers of this process. Twenty read models of a service each fetch
 * the same messages, and most of them want none of it.
 * @returns one event for all of them: nobody changes it
 * @throws MalformedMessage with the reason
 */
export const readOnce = (message: IncomingMessage): WireEvent => {
  const place = `${message.topic}/${message.partition}/${message.offset}`;
  const known = kept.get(place);
  if (known && isSame(known.message, message)) return known.wire;
  const wire = fromMessage(message);
  kept.set(place, { message, wire });
  if (kept.size > KEPT) {
    const [oldest] = kept.keys();
    kept.delete(oldest);
  }
  return wire;
};
