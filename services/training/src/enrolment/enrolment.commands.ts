import type { Calendar } from '@jejak/kernel';
import type { TrainingRules } from '../rules/training-rules';
import type { ScheduledSession } from '../session/session.commands';
import type { Scores } from './scoring';

/** Whether somebody was there at a part of a session; each part is named once. */
export interface AttendedPart {
  readonly sessionPart: number;
  readonly present: boolean;
}

export type EnrolmentCommand =
  | { readonly type: 'RecordAttendance'; readonly by: string; readonly parts: readonly AttendedPart[] }
  | { readonly type: 'RecordAssessment'; readonly by: string; readonly scores: Scores }
  | {
      readonly type: 'DecideChangeProject';
      readonly by: string;
      readonly accepted: boolean;
      readonly reason: string;
    }
  | {
      readonly type: 'CompleteEnrolment';
      /** ASKED: refused while something is missing. IF_READY: then nothing happens. SETTLED: what is missing counts as missing. */
      readonly when: 'ASKED' | 'IF_READY' | 'SETTLED';
    }
  | {
      readonly type: 'IssueCertificate';
      readonly by: string;
      readonly serial: string;
      readonly sha256: string;
    }
  | { readonly type: 'RevokeCertificate'; readonly by: string; readonly reason: string }
  | { readonly type: 'GiveReaction'; readonly by: string; readonly rating: number }
  | {
      readonly type: 'RateApplication';
      readonly by: string;
      readonly rating: number;
      readonly observed: string;
    };

/** A seat in a session, as the session has it. */
export interface HeldSeat {
  readonly enrolmentId: string;
  readonly employeeId: string;
  readonly confirmed: boolean;
  readonly scheduled: ScheduledSession;
  readonly cancelled: boolean;
}

export interface EnrolmentGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  /** What was in force on the first day of the session. */
  readonly rules: TrainingRules;
  /** Null where there is no such seat. */
  readonly seat: HeldSeat | null;
  /** Whether the trainer of the session has the duty still. */
  readonly trainerOnDuty: boolean;
  readonly supervisorId: string | null;
}
