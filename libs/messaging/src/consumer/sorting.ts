import type { Recorded } from '@jejak/kernel';
import type { Fault } from './faults';
import type { SourceMessage } from './event-source';

/** A message as far as it could be read. */
export interface Entry {
  readonly message: SourceMessage;
  readonly key: string;
  /** Version inside its stream and full type; null for a message that is no event. */
  readonly version: number | null;
  readonly type: string | null;
  /** Null where the handler does not want it, or it could not be read. */
  readonly event: Recorded | null;
  readonly fault: Fault | null;
}

/** What is to be done with a batch. */
export interface Sorted {
  /** To be handled, in the order given. */
  readonly apply: readonly Entry[];
  /** Kept for redrive, in the order given. */
  readonly park: readonly Entry[];
  /** Keys parked from now on. */
  readonly parkKeys: ReadonlyMap<string, Fault>;
  /** The version that each key has reached, where it moved. */
  readonly progress: ReadonlyMap<string, number>;
  /** Keys whose next version is missing. */
  readonly gaps: readonly Gap[];
  readonly duplicates: number;
  readonly skipped: number;
}

/** The handler failed on this key, at the first wanted version from `from` on. */
export interface Culprit {
  readonly fault: Fault;
  /** 0 where only the key is known. */
  readonly from: number;
}

/** The versions `from` to `to` of a stream were not delivered. */
export interface Gap {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Drops what is known, applies what comes next, parks the rest, key by key.
 * @param known the version that each key has reached; 0 where it is not in the map
 * @param parked keys that are parked already
 * @param culprits keys whose handling failed just now
 */
export const sortBatch = (
  entries: readonly Entry[],
  known: ReadonlyMap<string, number>,
  parked: ReadonlySet<string>,
  culprits: ReadonlyMap<string, Culprit> = new Map(),
): Sorted => {
  const apply: Entry[] = [];
  const park: Entry[] = [];
  const parkKeys = new Map<string, Fault>();
  const progress = new Map<string, number>();
  const gaps: Gap[] = [];
  let duplicates = 0;
  let skipped = 0;
  for (const entry of entries) {
    const { key, version, event } = entry;
    const reached = progress.get(key) ?? known.get(key) ?? 0;
    if (version !== null && version <= reached) {
      duplicates++;
      continue;
    }
    if (parked.has(key) || parkKeys.has(key)) {
      park.push(entry);
      continue;
    }
    const fault = faultOf(entry, reached, culprits, gaps);
    if (fault) {
      parkKeys.set(key, fault);
      park.push(entry);
      continue;
    }
    if (event) apply.push(entry);
    else skipped++;
    progress.set(key, reached + 1);
  }
  return { apply, park, parkKeys, progress, gaps, duplicates, skipped };
};

const faultOf = (
  { key, version, event, fault }: Entry,
  reached: number,
  culprits: ReadonlyMap<string, Culprit>,
  gaps: Gap[],
): Fault | null => {
  // A gap comes first: what is missing may be had, and then the fault stands at its own place.
  if (version !== null && version > reached + 1) {
    gaps.push({ key, from: reached + 1, to: version - 1 });
    return { cause: 'gap', error: `version ${version} came after ${reached}` };
  }
  if (fault) return fault;
  const culprit = culprits.get(key);
  return event && culprit && version !== null && version >= culprit.from ? culprit.fault : null;
};
