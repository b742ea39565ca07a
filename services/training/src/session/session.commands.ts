import type { EmployeeKind } from '@jejak/contracts/career';
import type { SessionMode, SessionScheduled } from '@jejak/contracts/training';
import type { Calendar } from '@jejak/kernel';
import type { Edition } from '../programme/programme.decider';
import type { TrainingRules } from '../rules/training-rules';
import type { Block } from './schedule';

export type SessionCommand =
  | {
      readonly type: 'ScheduleSession';
      readonly sessionId: string;
      readonly programmeId: string;
      readonly capacity: number;
      readonly mode: SessionMode;
      readonly room: string | null;
      readonly trainerId: string;
      readonly materials: readonly string[];
      readonly parts: readonly Block[];
      readonly costIdr: number;
    }
  | { readonly type: 'OpenEnrolment' }
  | { readonly type: 'CancelSession'; readonly reason: string }
  | { readonly type: 'CompleteSession' }
  | {
      readonly type: 'RequestSeat';
      readonly by: string;
      readonly enrolmentId: string;
      readonly employeeId: string;
      /** Who asks for the seat of another; null where people ask for their own. */
      readonly nominatedAs: 'SUPERVISOR' | 'HR' | null;
      /** Of HR, which nominates past the nine-box. */
      readonly reason: string;
    }
  | {
      readonly type: 'WithdrawSeat';
      readonly by: string;
      readonly enrolmentId: string;
      /** Empty where none is needed. */
      readonly reason: string;
    }
  /** The employment of who has the seat ends before the session does. */
  | { readonly type: 'LapseSeat'; readonly enrolmentId: string }
  | {
      readonly type: 'RefuseSeat';
      readonly by: string;
      readonly enrolmentId: string;
      readonly reason: string;
    };

/** What is known of somebody who asks for a seat. */
export interface Participant {
  /** Null where career has not told of the person. */
  readonly kind: EmployeeKind | null;
  readonly unitId: string | null;
  readonly supervisorId: string | null;
  /** Programmes passed. */
  readonly passed: readonly string[];
  /** Whether the basic training was taken already, whatever its result. */
  readonly latsarTaken: boolean;
  /** Times of the other seats that the person has. */
  readonly busy: readonly Block[];
  readonly improvementPlan: boolean;
  /** The largest gap times its weight among the open needs that the programme closes. */
  readonly gap: string;
  readonly jpThisYear: number;
  /** Hours of this year's seats that the city pays. */
  readonly fundedJp: number;
  /** Last day of the employment; null while it lasts. */
  readonly employedUntil: string | null;
  /** Box of the nine-box; null where career has mapped nothing. */
  readonly talentBox: number | null;
}

export interface SessionGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: TrainingRules;
  /** Of the command that schedules; null where there is none. */
  readonly programme: Edition | null;
  /** Whether the trainer has the duty on the first day. */
  readonly trainerOnDuty: boolean;
  /** Of the command that is about a seat. */
  readonly participant: Participant | null;
  /** Of a command that gives a seat up: whether the training has its result. */
  readonly resultStands: boolean;
}

export type ScheduledSession = SessionScheduled['data'];
