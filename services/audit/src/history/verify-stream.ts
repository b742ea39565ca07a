import { type Core, eventHash, isCanonical, leafHash, leafText, opens } from '@jejak/ledger';

/** An entry as the tables have it, all of its parts apart: nothing in it is believed. */
export interface LoggedEntry {
  readonly index: number;
  readonly leaf: string;
  readonly leafHash: Buffer;
  readonly src: string;
  readonly pos: number;
  readonly stream: string;
  readonly version: number;
  readonly eventHash: Buffer;
  /** Null where the payload never came or cannot be held as JSON. */
  readonly data: object | null;
  readonly opening: Buffer | null;
}

export type Check =
  /** The leaf is canonical, and its hash is the one kept. */
  | 'leaf'
  /** Source, number, stream and version beside the leaf are those in it. */
  | 'columns'
  /** The event hash is that of the core. */
  | 'event-hash'
  /** Versions run from 1 without a gap. */
  | 'version'
  /** `prev` names the version before. */
  | 'prev'
  /** Data and opening are what the core committed to. */
  | 'commitment';

/** What was checked, how often, and the first thing that does not hold. */
export interface Verification {
  readonly events: number;
  readonly checked: Readonly<Record<Check, number>>;
  /** Versions whose payload is not here, so that only their commitment is known. */
  readonly withoutPayload: readonly number[];
  readonly firstBroken: { readonly version: number; readonly index: number; readonly check: Check } | null;
}

interface Leaf {
  readonly core: Core;
  readonly pos: number;
  readonly src: string;
}

const read = (leaf: string): Leaf | null => {
  if (!isCanonical(leaf)) return null;
  const { core, pos, src } = JSON.parse(leaf) as Leaf;
  return typeof core === 'object' && core !== null && typeof pos === 'number' && typeof src === 'string'
    ? { core, pos, src }
    : null;
};

const coreTextOf = ({ leaf, pos, src }: LoggedEntry): string | null => {
  const frame = leafText('', pos, src);
  const head = frame.slice(0, frame.indexOf(':') + 1);
  return leaf.startsWith(head) ? leaf.slice(head.length, leaf.length - (frame.length - head.length)) : null;
};

/**
 * Recomputes everything that a stream's entries claim of themselves: leaf and event hashes, the chain, and every commitment that
 * can be opened without a person's key. It stops at the first that does not hold, since what follows rests on it.
 * @param entries of one stream, in order of version, from the first
 */
export const verifyStream = (entries: readonly LoggedEntry[]): Verification => {
  const checked: Record<Check, number> = {
    leaf: 0,
    columns: 0,
    'event-hash': 0,
    version: 0,
    prev: 0,
    commitment: 0,
  };
  const withoutPayload: number[] = [];
  let prev: string | null = null;
  for (const [i, entry] of entries.entries()) {
    const leaf = read(entry.leaf);
    const coreText = leaf && coreTextOf(entry);
    const holds: Record<Check, () => boolean> = {
      leaf: () => leaf !== null && leafHash(entry.leaf).equals(entry.leafHash),
      columns: () =>
        leaf?.src === entry.src &&
        leaf.pos === entry.pos &&
        leaf.core.stream === entry.stream &&
        leaf.core.ver === entry.version &&
        entry.stream === entries[0].stream,
      'event-hash': () => typeof coreText === 'string' && eventHash(coreText).equals(entry.eventHash),
      version: () => entry.version === i + 1,
      prev: () => leaf?.core.prev === prev,
      commitment: () => leaf !== null && opens(leaf.core.data, entry.data ?? {}, entry.opening),
    };
    const hasPayload = entry.data !== null || leaf?.core.data === null;
    if (!hasPayload) withoutPayload.push(entry.version);
    for (const check of CHECKS) {
      if (check === 'commitment' && !hasPayload) continue;
      if (!holds[check]())
        return {
          events: entries.length,
          checked,
          withoutPayload,
          firstBroken: { version: entry.version, index: entry.index, check },
        };
      checked[check]++;
    }
    prev = entry.eventHash.toString('base64url');
  }
  return { events: entries.length, checked, withoutPayload, firstBroken: null };
};

/** In this order: each rests on those before it. */
const CHECKS = [
  'leaf',
  'columns',
  'event-hash',
  'version',
  'prev',
  'commitment',
] as const satisfies readonly Check[];
