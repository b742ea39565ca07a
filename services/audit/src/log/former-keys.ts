import { parseVkey, type VerifierKey } from '@jejak/ledger';
import type { LogKeyEvent } from './log-key.decider';

/** A key that signed heads of this log before the present one. */
export interface FormerKey {
  readonly key: VerifierKey;
  /** The largest head that it signed; null while it still signs beside the new one. */
  readonly upToSize: number | null;
}

/** Which keys signed before, and up to which size. Pure. @param facts of all keys, in the order of the log */
export const formerKeysOf = (facts: readonly Pick<LogKeyEvent, 'type' | 'data'>[]): readonly FormerKey[] => {
  const found = new Map<string, FormerKey>();
  for (const { data } of facts) {
    const upToSize = 'upToSize' in data ? data.upToSize : null;
    found.set(data.oldVkey, { key: parseVkey(data.oldVkey), upToSize });
  }
  return [...found.values()];
};
