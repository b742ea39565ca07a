import {
  type ReconciliationCause,
  type ReconciliationFailed,
  reconciliationFailed,
  type ReconciliationStarted,
  reconciliationStarted,
  type StoreReconciled,
  storeReconciled,
} from '@jejak/contracts/audit';
import { Conflict, type Decider } from '@jejak/kernel';

/** What a comparison came to. */
export type ReconciliationResult = Omit<StoreReconciled['data'], 'reconciliationId' | 'source'>;

export type ReconciliationCommand =
  | ({ readonly type: 'StartReconciliation' } & ReconciliationStarted['data'])
  | { readonly type: 'FinishReconciliation'; readonly result: ReconciliationResult }
  | { readonly type: 'GiveUpReconciliation'; readonly cause: ReconciliationCause };
export type ReconciliationEvent = ReconciliationStarted | StoreReconciled | ReconciliationFailed;
export type Reconciliation =
  | { readonly status: 'absent' }
  | { readonly status: 'running' | 'ended'; readonly reconciliationId: string; readonly source: string };

export interface ReconciliationGiven {
  /** Another one of the same store is under way. */
  readonly underWay: boolean;
}

/**
 * One comparison of a store with the log. Its end is a fact, also where nothing differs; said twice, by a process that was overtaken, it
 * is one. @source audit-ledger.md section 4
 */
export const reconciliation: Decider<
  ReconciliationCommand,
  ReconciliationEvent,
  Reconciliation,
  ReconciliationGiven
> = {
  initial: { status: 'absent' },
  decide: (command, state, { underWay }) => {
    if (command.type === 'StartReconciliation') {
      const { type: _, ...data } = command;
      // Its id is that of the night, or of the command: what is there is this very one.
      if (state.status !== 'absent') return [];
      if (underWay)
        throw new Conflict('RECONCILIATION_RUNNING', 'This store is being compared with the log already.');
      return [reconciliationStarted(data)];
    }
    if (state.status !== 'running') return [];
    const { reconciliationId, source } = state;
    return command.type === 'FinishReconciliation'
      ? [storeReconciled({ reconciliationId, source, ...command.result })]
      : [reconciliationFailed({ reconciliationId, source, cause: command.cause })];
  },
  evolve: (_, { type, data: { reconciliationId, source } }) => ({
    ...{ status: type === 'ReconciliationStarted' ? 'running' : 'ended', reconciliationId, source },
  }),
};
