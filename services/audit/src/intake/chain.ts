import type { AlarmFinding, AlarmKind } from '@jejak/contracts/audit';

/** The newest version of a stream in the log. */
export interface Head {
  readonly src: string;
  readonly ver: number;
  /** Event hash, base64url. */
  readonly hash: string;
}

/** The members of an event by which it follows its stream. */
export interface Link {
  readonly src: string;
  readonly stream: string;
  readonly ver: number;
  readonly prev: string | null;
}

/** Why an event cannot be the next of its stream. */
export interface Break {
  readonly kind: AlarmKind;
  readonly finding: AlarmFinding;
  /** Event hash that the log has at the place where the event would go, or names as the one before it. */
  readonly expected: string | null;
}

/** Whether an event is the next of its stream: null when it is. */
export const breakOf = (head: Head | undefined, { src, ver, prev }: Link): Break | null => {
  if (head && head.src !== src)
    return { kind: 'UNAUTHORISED_WRITER', finding: 'FOREIGN_STREAM', expected: head.hash };
  const last = head?.ver ?? 0;
  if (ver <= last)
    return { kind: 'FORK', finding: 'VERSION_TAKEN', expected: ver === last ? (head?.hash ?? null) : null };
  if (ver > last + 1) return { kind: 'GAP', finding: 'VERSION_MISSING', expected: head?.hash ?? null };
  if (prev !== (head?.hash ?? null))
    return { kind: 'HASH_MISMATCH', finding: 'PREV_DIFFERS', expected: head?.hash ?? null };
  return null;
};

/** What of a run of events of one source may be logged, and the first that may not. */
export interface Followed<Event> {
  readonly fitting: readonly Event[];
  readonly broken: { readonly event: Event; readonly why: Break } | null;
}

/**
 * Follows events in the order in which they would be logged, up to the first that does not fit its stream.
 * @param heads of their streams in the log, by name
 */
export const followAll = <Event extends { readonly hash: string }>(
  heads: ReadonlyMap<string, Head>,
  events: readonly Event[],
  linkOf: (event: Event) => Link,
): Followed<Event> => {
  const moved = new Map(heads);
  for (const [i, event] of events.entries()) {
    const link = linkOf(event);
    const why = breakOf(moved.get(link.stream), link);
    if (why) return { fitting: events.slice(0, i), broken: { event, why } };
    moved.set(link.stream, { src: link.src, ver: link.ver, hash: event.hash });
  }
  return { fitting: events, broken: null };
};
