import { trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { ScheduledSession } from './session.commands';
import type { SessionEvent } from './session.state';

export interface SessionRow extends Omit<
  ScheduledSession,
  'materials' | 'prerequisites' | 'mandatory' | 'startsAt' | 'settlesAt'
> {
  readonly status: 'SCHEDULED' | 'OPEN' | 'CANCELLED' | 'COMPLETED';
}

/** The calendar of sessions. Who has a seat stands in `enrolment_list`. */
export const sessionList = projection<SessionEvent, SessionRow>()({
  table: 'session_list',
  source: trainingContracts,
  key: ({ data }) => data.sessionId,
  opens: {
    SessionScheduled: ({ data }) => {
      const {
        materials: _,
        prerequisites: __,
        mandatory: ___,
        startsAt: ____,
        settlesAt: _____,
        ...row
      } = data;
      return { ...row, status: 'SCHEDULED' };
    },
  },
  on: {
    EnrolmentOpened: (row) => ({ ...row, status: 'OPEN' }),
    SessionCancelled: (row) => ({ ...row, status: 'CANCELLED' }),
    SessionCompleted: (row) => ({ ...row, status: 'COMPLETED' }),
  },
  ignores: [
    'EnrolmentRequested',
    'EnrolmentConfirmed',
    'EnrolmentWaitlisted',
    'EnrolmentWithdrawn',
    'EnrolmentRefused',
  ],
});
