import { policyContracts } from '@jejak/contracts/policy';
import { timers } from '@jejak/projections';
import type { ExceptionEvent } from './exception.decider';

/** When the last day of an exception is over. @source domain.md 8.1 */
export const exceptionEnds = timers<ExceptionEvent>({
  name: 'exception-ends',
  source: policyContracts,
  of: {
    ExceptionGranted: ({ data: { exceptionId: key, expiresAt: dueAt } }) => [
      { dueAt, command: 'ExpireException', key },
    ],
  },
  done: { ExceptionExpired: ({ data: { exceptionId: key } }) => [{ key }] },
});
