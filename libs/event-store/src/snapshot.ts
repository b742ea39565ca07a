import { isDeepStrictEqual } from 'node:util';
import { personalFields } from '@jejak/ledger';
import type { StoredEvent } from './reading';

/** Events behind the last snapshot above which another is kept, where the decider does not say. */
export const SNAPSHOT_AFTER = 100;

/**
 * A state as the text to be kept; null where it must not be. Personal fields live under a key that can be destroyed, and a copy
 * of the state would live on: so nothing is kept that was folded from an event which has, or had, any. What stands in an earlier
 * snapshot passed the same test.
 */
export const snapshotText = (state: unknown, tail: readonly StoredEvent[]): string | null => {
  if (
    tail.some(
      ({ personal, opening }) => personal !== null || (opening !== null && personalFields(opening) > 0),
    )
  )
    return null;
  const text = JSON.stringify(state) as string | undefined;
  return text !== undefined && isDeepStrictEqual(JSON.parse(text), state) ? text : null;
};
