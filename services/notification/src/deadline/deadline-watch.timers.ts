import { careerContracts, type EmploymentEnded } from '@jejak/contracts/career';
import {
  type Audience,
  type DeadlineMoved,
  type DeadlineWatchStarted,
  notificationContracts,
} from '@jejak/contracts/notification';
import { plusDays } from '@jejak/kernel';
import { type Timer, type TimerDone, timers } from '@jejak/projections';
import type { DeadlineEvent } from './deadline-watch.state';

export const CALL = 'CallTime';
const fireOf = (step: string, to: Audience): string => `FireStep ${step} ${to}`;

const clockOf = ({ data }: DeadlineWatchStarted | DeadlineMoved): Timer[] => [
  // In the instant in which both come, it is over before anybody above is told.
  { dueAt: data.dueAt, command: CALL, key: data.watchId },
  ...data.steps.map(({ step, at, to }) => ({
    ...{ dueAt: at, command: fireOf(step, to), key: data.watchId },
    payload: { step, to },
  })),
];

const over = ({ data }: { readonly data: { readonly watchId: string } }): TimerDone[] => [
  { key: data.watchId },
];

/** Every rung of every ladder, and the end of every clock. @source domain.md 11 */
export const deadlineTimers = timers<DeadlineEvent>({
  name: 'deadlines',
  source: notificationContracts,
  of: { DeadlineWatchStarted: clockOf, DeadlineMoved: clockOf },
  done: {
    DeadlineMoved: over,
    DeadlineMet: over,
    DeadlineWatchEnded: over,
    DeadlineMissed: ({ data: { watchId } }) => [{ key: watchId, command: CALL }],
    ReminderSent: ({ data: { watchId, step } }) => [{ key: watchId, command: fireOf(step, 'OBLIGED') }],
    Escalated: ({ data: { watchId, step, level } }) => [{ key: watchId, command: fireOf(step, level) }],
  },
});

export const RELEASE = 'ReleaseFromDeadlines';

/**
 * Who is no employee any more has nothing to do: from the day after the last one, which 00:00 UTC lies inside everywhere from
 * Greenwich to the Pacific. @source domain.md 12
 */
export const employmentEnds = timers<EmploymentEnded>({
  name: 'employment-ends',
  source: careerContracts,
  of: {
    EmploymentEnded: ({ data: { employeeId, on } }) => [
      { dueAt: `${plusDays(on, 1)}T00:00:00.000Z`, command: RELEASE, key: employeeId },
    ],
  },
  done: {},
});
