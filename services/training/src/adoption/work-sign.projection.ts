import {
  type FeedbackGiven,
  performanceContracts,
  type ProgressReported,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** That somebody works the new way, as other services tell of it. */
export interface WorkSignRow {
  readonly signId: string;
  readonly employeeId: string;
  readonly kind: 'SELF_REPORT' | 'DIALOGUE';
  /** ISO instant at which it was recorded. */
  readonly seenAt: string;
}

/**
 * Self-reports and dialogues: a report on own work, and feedback that a colleague or supervisor gave. What a citizen's proven complaint
 * tells is no dialogue.
 * @source domain.md 6.3, resistance to change; 5.3
 */
export const workSigns = projection<ProgressReported | FeedbackGiven, WorkSignRow>()({
  table: 'work_sign',
  source: performanceContracts,
  key: ({ data }) => ('measurementId' in data ? data.measurementId : data.feedbackId),
  opens: {
    ProgressReported: ({ data: { measurementId: signId, employeeId }, envelope: { at: seenAt } }) => ({
      ...{ signId, employeeId, kind: 'SELF_REPORT', seenAt },
    }),
    FeedbackGiven: ({
      data: { feedbackId: signId, to: employeeId, complaintId },
      envelope: { at: seenAt },
    }) => (complaintId === undefined ? { signId, employeeId, kind: 'DIALOGUE', seenAt } : null),
  },
});
