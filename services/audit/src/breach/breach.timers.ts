import { auditContracts } from '@jejak/contracts/audit';
import { timers } from '@jejak/projections';
import type { BreachEvent } from './breach.decider';

/** When the notification of a breach is late. @source UU 27/2022: 3 × 24 hours */
export const breachClocks = timers<BreachEvent>({
  name: 'breach-clocks',
  source: auditContracts,
  of: {
    BreachRecorded: ({ data: { breachId: key, dueAt } }) => [{ dueAt, command: 'MarkBreachOverdue', key }],
  },
  done: {
    BreachNotified: ({ data: { breachId: key, complete } }) => (complete ? [{ key }] : []),
    BreachNotificationOverdue: ({ data: { breachId: key } }) => [{ key }],
  },
});
