import { type LogKeyRetired, logKeyRetired, type LogKeyRotated, logKeyRotated } from '@jejak/contracts/audit';
import type { Decider } from '@jejak/kernel';

export type LogKeyCommand =
  | ({ readonly type: 'RotateLogKey' } & LogKeyRotated['data'])
  /** The new key signs alone from a head of so many entries on. */
  | { readonly type: 'RetireLogKey'; readonly upToSize: number };
export type LogKeyEvent = LogKeyRotated | LogKeyRetired;
export type LogKeyState =
  | { readonly status: 'absent' }
  | { readonly status: 'both' | 'alone'; readonly rotated: LogKeyRotated['data'] };

/** How one key of the log followed another. Said once, whatever is started again. @source audit-ledger.md section 8 */
export const logKey: Decider<LogKeyCommand, LogKeyEvent, LogKeyState> = {
  initial: { status: 'absent' },
  decide: (command, state) => {
    if (command.type === 'RotateLogKey') {
      const { type: _, ...data } = command;
      return state.status === 'absent' ? [logKeyRotated(data)] : [];
    }
    if (state.status !== 'both') return [];
    const { keyId, oldVkey, newVkey } = state.rotated;
    return [logKeyRetired({ keyId, oldVkey, newVkey, upToSize: command.upToSize })];
  },
  evolve: (state, event) => {
    if (event.type === 'LogKeyRotated') return { status: 'both', rotated: event.data };
    return state.status === 'absent' ? state : { ...state, status: 'alone' };
  },
};
