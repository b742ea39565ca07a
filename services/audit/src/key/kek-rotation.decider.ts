import {
  type KekRotationConfirmed,
  kekRotationConfirmed,
  type KekRotationRequested,
  kekRotationRequested,
  type KeysRewrapped,
  keysRewrapped,
} from '@jejak/contracts/audit';
import { Conflict, type Decider, isUuid, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export type KekRotationCommand =
  | {
      readonly type: 'RequestKekRotation';
      readonly by: string;
      readonly rotationId: string;
      /** The KEK that wraps new keys now. */
      readonly kek: string;
    }
  | { readonly type: 'ConfirmKekRotation'; readonly by: string }
  /** @param keys all of them, each wrapped by the new one */
  | { readonly type: 'FinishKekRotation'; readonly keys: number };
export type KekRotationEvent = KekRotationRequested | KekRotationConfirmed | KeysRewrapped;
export type KekRotation =
  | { readonly status: 'absent' }
  | {
      readonly status: 'requested' | 'confirmed' | 'done';
      readonly requested: KekRotationRequested['data'];
    };

export interface KekRotationGiven {
  readonly now: string;
  /** From then on it is too late to confirm what is asked for now. */
  readonly confirmBy: string;
  /** Keys that another KEK wraps. */
  readonly left: number;
}

/** @throws NotAuthorised NOT_RELATED */
const aPerson = (by: string): void => {
  if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'Two persons do this, and no machine account.');
};

const request = (
  { by: requestedBy, rotationId, kek }: Extract<KekRotationCommand, { type: 'RequestKekRotation' }>,
  { confirmBy, left }: KekRotationGiven,
): KekRotationEvent[] => {
  aPerson(requestedBy);
  if (left === 0) throw new Conflict('NOTHING_TO_REWRAP', 'The present KEK wraps every key.');
  return [kekRotationRequested({ rotationId, kek, requestedBy, confirmBy })];
};

const confirm = (
  { by: confirmedBy }: Extract<KekRotationCommand, { type: 'ConfirmKekRotation' }>,
  state: KekRotation,
  { now }: KekRotationGiven,
): KekRotationEvent[] => {
  aPerson(confirmedBy);
  if (state.status === 'absent') throw new NotFound('KEK_ROTATION_NOT_FOUND', 'There is no such rotation.');
  if (state.status !== 'requested')
    throw new Conflict('ILLEGAL_TRANSITION', 'The rotation is confirmed already.');
  const { rotationId, kek, requestedBy, confirmBy } = state.requested;
  if (confirmedBy === requestedBy)
    throw new RuleViolated('SOD_VIOLATION', 'Whoever asked for the rotation does not confirm it.', {
      rule: 'sod.kek-rotation',
    });
  if (now >= confirmBy) throw new RuleViolated('DEADLINE_PASSED', 'The rotation was not confirmed in time.');
  return [kekRotationConfirmed({ rotationId, kek, confirmedBy })];
};

/**
 * Another KEK takes the keys of people over: one operator asks, another one confirms, and it is done once.
 * @throws NotAuthorised NOT_RELATED; Conflict NOTHING_TO_REWRAP, ILLEGAL_TRANSITION; NotFound KEK_ROTATION_NOT_FOUND; RuleViolated SOD_VIOLATION, DEADLINE_PASSED
 * @source operations.md section 6
 */
export const kekRotation: Decider<KekRotationCommand, KekRotationEvent, KekRotation, KekRotationGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    switch (command.type) {
      case 'RequestKekRotation':
        // Its id comes from the command's: what is there is this very one.
        return state.status === 'absent' ? request(command, given) : [];
      case 'ConfirmKekRotation':
        return confirm(command, state, given);
      case 'FinishKekRotation': {
        if (state.status !== 'confirmed') return [];
        const { rotationId, kek } = state.requested;
        return [keysRewrapped({ rotationId, kek, keys: command.keys })];
      }
    }
  },
  evolve: (state, event) => {
    if (event.type === 'KekRotationRequested') return { status: 'requested', requested: event.data };
    if (state.status === 'absent') return state;
    return { ...state, status: event.type === 'KekRotationConfirmed' ? 'confirmed' : 'done' };
  },
};
