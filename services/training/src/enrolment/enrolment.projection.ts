import { type Failure, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { SessionEvent } from '../session/session.state';
import { enrolmentStatus, type EnrolmentStatus } from './enrolment-status';
import type { EnrolmentEvent } from './enrolment.state';

/** The facts of a session that are about a seat. */
export type SeatEvent = Extract<SessionEvent, { readonly data: { readonly enrolmentId: string } }>;

export interface EnrolmentRow {
  readonly enrolmentId: string;
  readonly sessionId: string;
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly nominated: boolean;
  readonly seat: 'CONFIRMED' | 'WAITLISTED' | 'WITHDRAWN' | 'REFUSED';
  readonly status: EnrolmentStatus;
  readonly mandatory: boolean;
  readonly improvementPlan: boolean;
  readonly gap: string;
  readonly jpThisYear: number;
  readonly requestedAt: string;
  /** Presence by part. */
  readonly presence: Readonly<Record<string, boolean>>;
  readonly result: 'PASSED' | 'FAILED' | null;
  readonly why: readonly Failure[];
  readonly score: string | null;
  readonly attendance: string | null;
  readonly gain: string | null;
  readonly retryUntil: string | null;
  readonly overdue: boolean;
  readonly serial: string | null;
  readonly sha256: string | null;
  readonly issuedOn: string | null;
  readonly revokedOn: string | null;
  readonly reaction: number | null;
  readonly application: number | null;
}

/** The row with the status that follows from it. */
const at = (row: EnrolmentRow): EnrolmentRow => ({ ...row, status: enrolmentStatus(row) });

/** Every seat that was asked for, and what became of it: of the session's stream and of the enrolment's own. */
export const enrolmentList = projection<SeatEvent | EnrolmentEvent, EnrolmentRow>()({
  table: 'enrolment_list',
  source: trainingContracts,
  key: ({ data }) => data.enrolmentId,
  opens: {
    EnrolmentRequested: ({ data }) => {
      const { enrolmentId, sessionId, employeeId, unitId, mandatory, improvementPlan, gap } = data;
      const { jpThisYear, requestedAt, nominatedBy } = data;
      return {
        ...{ enrolmentId, sessionId, employeeId, unitId, mandatory, improvementPlan, gap, jpThisYear },
        ...{ requestedAt, nominated: nominatedBy !== null, seat: 'WAITLISTED', presence: {}, result: null },
        status: 'NOMINATED',
        ...{ why: [], score: null, attendance: null, gain: null, retryUntil: null, overdue: false },
        ...{ serial: null, sha256: null, issuedOn: null, revokedOn: null, reaction: null, application: null },
      };
    },
  },
  on: {
    EnrolmentConfirmed: (row) => at({ ...row, seat: 'CONFIRMED' }),
    EnrolmentWaitlisted: (row) => at({ ...row, seat: 'WAITLISTED' }),
    EnrolmentWithdrawn: (row) => at({ ...row, seat: 'WITHDRAWN' }),
    EnrolmentRefused: (row) => at({ ...row, seat: 'REFUSED' }),
    AttendanceRecorded: (row, { data: { sessionPart, present } }) =>
      at({ ...row, presence: { ...row.presence, [sessionPart]: present } }),
    AssessmentOverdue: (row) => ({ ...row, overdue: true }),
    TrainingPassed: (row, { data: { score, attendance, gain } }) =>
      at({ ...row, ...{ result: 'PASSED', score, attendance, gain, overdue: false } }),
    TrainingFailed: (row, { data: { score, attendance, gain, why, retryUntil } }) =>
      at({ ...row, ...{ result: 'FAILED', score, attendance, gain, why, retryUntil, overdue: false } }),
    CertificateIssued: (row, { data: { serial, sha256, issuedOn } }) => ({
      ...row,
      ...{ serial, sha256, issuedOn },
    }),
    CertificateRevoked: (row, { data: { revokedOn } }) => ({ ...row, revokedOn }),
    TrainingReactionGiven: (row, { data: { rating } }) => ({ ...row, reaction: rating }),
    TrainingApplicationRated: (row, { data: { rating } }) => ({ ...row, application: rating }),
  },
  ignores: ['AssessmentRecorded', 'ChangeProjectAccepted', 'ChangeProjectRejected'],
});
