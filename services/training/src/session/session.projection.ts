import { trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { ScheduledSession } from './session.commands';
import type { SessionEvent } from './session.state';

export interface SessionRow extends Omit<
  ScheduledSession,
  'materials' | 'prerequisites' | 'mandatory' | 'startsAt' | 'settlesAt' | 'edition' | 'title'
> {
  readonly edition: number;
  /** Null where the fact does not name it: then it is that of the first edition. */
  readonly title: string | null;
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
        edition = 1,
        title = null,
        ...row
      } = data;
      return { ...row, edition, title, status: 'SCHEDULED' };
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
