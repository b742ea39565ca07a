import { type EventRejected, eventRejected } from '@jejak/contracts/audit';
import type { Decider } from '@jejak/kernel';

export type RejectionCommand = { readonly type: 'RejectEvent' } & EventRejected['data'];
export type Rejection = { readonly status: 'absent' | 'rejected' };

/**
 * One rejection per message content, however often it is sent.
 * @source audit-ledger.md section 5
 */
export const rejection: Decider<RejectionCommand, EventRejected, Rejection> = {
  initial: { status: 'absent' },
  decide: ({ type: _, ...data }, { status }) => (status === 'rejected' ? [] : [eventRejected(data)]),
  evolve: () => ({ status: 'rejected' }),
};
