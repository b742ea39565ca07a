import type {
  AssessmentOverdue,
  AssessmentRecorded,
  AttendanceRecorded,
  CertificateIssued,
  CertificateRevoked,
  ChangeProjectAccepted,
  ChangeProjectRejected,
  TrainingApplicationRated,
  TrainingFailed,
  TrainingPassed,
  TrainingReactionGiven,
} from '@jejak/contracts/training';
import type { Scores } from './scoring';

export type EnrolmentEvent =
  | AttendanceRecorded
  | AssessmentRecorded
  | AssessmentOverdue
  | ChangeProjectAccepted
  | ChangeProjectRejected
  | TrainingPassed
  | TrainingFailed
  | CertificateIssued
  | CertificateRevoked
  | TrainingReactionGiven
  | TrainingApplicationRated;

export interface Enrolment {
  /** Presence by part of the session. */
  readonly attendance: Readonly<Record<number, boolean>>;
  readonly scores: Scores | null;
  /** Null while nobody has decided. */
  readonly changeProject: boolean | null;
  /** The session was settled while something was missing: what comes later is decided at once. */
  readonly overdue: boolean;
  readonly result: TrainingPassed | TrainingFailed | null;
  readonly certificate: { readonly serial: string; readonly revoked: boolean } | null;
  readonly reacted: boolean;
  readonly applied: boolean;
}

export const NOTHING_YET: Enrolment = {
  ...{ attendance: {}, scores: null, changeProject: null, overdue: false, result: null, certificate: null },
  ...{ reacted: false, applied: false },
};

/** Scores by component, of those that were assessed. */
const scoresOf = ({
  pre,
  post,
  theory,
  simulation,
  caseStudy,
  practice,
}: AssessmentRecorded['data']): Scores => ({
  ...(pre === undefined ? {} : { PRE: pre }),
  ...(post === undefined ? {} : { POST: post }),
  ...(theory === undefined ? {} : { THEORY: theory }),
  ...(simulation === undefined ? {} : { SIMULATION: simulation }),
  ...(caseStudy === undefined ? {} : { CASE_STUDY: caseStudy }),
  ...(practice === undefined ? {} : { PRACTICE: practice }),
});

export const evolveEnrolment = (state: Enrolment, event: EnrolmentEvent): Enrolment => {
  switch (event.type) {
    case 'AttendanceRecorded': {
      const { sessionPart, present } = event.data;
      return { ...state, attendance: { ...state.attendance, [sessionPart]: present } };
    }
    case 'AssessmentRecorded':
      return { ...state, scores: scoresOf(event.data) };
    case 'AssessmentOverdue':
      return { ...state, overdue: true };
    case 'ChangeProjectAccepted':
      return { ...state, changeProject: true };
    case 'ChangeProjectRejected':
      return { ...state, changeProject: false };
    case 'TrainingPassed':
    case 'TrainingFailed':
      return { ...state, result: event };
    case 'CertificateIssued':
      return { ...state, certificate: { serial: event.data.serial, revoked: false } };
    case 'CertificateRevoked':
      return { ...state, certificate: { serial: event.data.serial, revoked: true } };
    case 'TrainingReactionGiven':
      return { ...state, reacted: true };
    case 'TrainingApplicationRated':
      return { ...state, applied: true };
  }
};
