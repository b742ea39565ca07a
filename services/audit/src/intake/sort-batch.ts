import { type Arrival, claimedBy, type Rejected } from './arrival';
import type { SourceOrder } from './source-order';

/** The same number of a source with two hashes. */
export interface NumberConflict {
  readonly arrival: Arrival;
  /** Event hash (base64url) under which the number is known. */
  readonly known: string;
}

/** What a batch of one partition comes to before anything is looked up in streams. */
export interface Sorted {
  /** Taken, by number: to be logged or to wait. */
  readonly taken: ReadonlyMap<number, Arrival>;
  readonly rejected: readonly Rejected[];
  readonly conflicts: readonly NumberConflict[];
  /** The first message that could not be taken; those behind it are read again, and found to be duplicates where taken. */
  readonly heldFrom: bigint | null;
  /** Highest number that anything in the batch names; 0 for none. */
  readonly claimed: number;
  /** The newest heartbeat. */
  readonly heartbeat: Arrival | null;
}

/**
 * Sorts what was read from one partition into the source's order.
 * @param hashOf event hash under which a number is in the log
 */
export const sortBatch = (
  order: SourceOrder,
  read: readonly (Arrival | Rejected)[],
  hashOf: (pos: number) => string | undefined,
): Sorted => {
  const taken = new Map<number, Arrival>();
  const rejected: Rejected[] = [];
  const conflicts: NumberConflict[] = [];
  let heldFrom: bigint | null = null;
  let claimed = 0;
  let heartbeat: Arrival | null = null;
  const conflict = (arrival: Arrival, known: string) => {
    conflicts.push({ arrival, known });
    order.stop();
  };
  for (const one of read) {
    if ('rule' in one) {
      rejected.push(one);
      continue;
    }
    const { pos, hash } = one;
    const placement = order.place(pos, hash);
    switch (placement) {
      case 'next':
      case 'ahead':
        taken.set(pos, one);
        break;
      case 'logged': {
        const known = hashOf(pos);
        if (known !== undefined && known !== hash) conflict(one, known);
        break;
      }
      case 'fork':
        conflict(one, order.hashOf(pos) ?? '');
        break;
      case 'same':
        break;
      case 'full':
      case 'stopped':
        heldFrom ??= one.message.offset;
        continue;
    }
    const claim = claimedBy(one);
    if (claim !== null) heartbeat = one;
    claimed = Math.max(claimed, pos, claim ?? 0);
  }
  return { taken, rejected, conflicts, heldFrom, claimed, heartbeat };
};
