import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Competency, PROGRAMME_KINDS, STATE_PROGRAMMES } from './programme';

const enrolment = { enrolmentId: Uuid };
const Score = Type.Optional(DecimalText);

/**
 * Whether a participant was there. Recorded again before the result stands, the later one counts.
 * Stream `enrolment-<naturalId('enrolment', sessionId, employeeId)>`; subject: the participant, also of the facts below.
 */
export const attendanceRecorded = defineEvent({
  type: 'AttendanceRecorded',
  version: 1,
  data: Type.Object({
    ...enrolment,
    sessionId: Uuid,
    employeeId: Uuid,
    sessionPart: Type.Integer({ minimum: 1 }),
    present: Type.Boolean(),
  }),
});
export type AttendanceRecorded = EventOf<typeof attendanceRecorded>;

/** What the trainer found, 0 to 100 each, for every component of the programme. */
export const assessmentRecorded = defineEvent({
  type: 'AssessmentRecorded',
  version: 1,
  data: Type.Object({
    ...enrolment,
    sessionId: Uuid,
    employeeId: Uuid,
    assessedBy: Uuid,
    pre: Score,
    post: Score,
    theory: Score,
    simulation: Score,
    caseStudy: Score,
    practice: Score,
  }),
});
export type AssessmentRecorded = EventOf<typeof assessmentRecorded>;

/** The session is settled and nobody has assessed this participant. It ends nothing. @source domain.md 2.4 */
export const assessmentOverdue = defineEvent({
  type: 'AssessmentOverdue',
  version: 1,
  data: Type.Object({ ...enrolment, sessionId: Uuid, employeeId: Uuid }),
});
export type AssessmentOverdue = EventOf<typeof assessmentOverdue>;

/** The change project (aksi perubahan) of a state programme is accepted. */
export const changeProjectAccepted = defineEvent({
  type: 'ChangeProjectAccepted',
  version: 1,
  data: Type.Object({ ...enrolment, sessionId: Uuid, employeeId: Uuid, acceptedBy: Uuid }),
});
export type ChangeProjectAccepted = EventOf<typeof changeProjectAccepted>;

/** It is not; why is the reason (REJECTION). */
export const changeProjectRejected = defineEvent({
  type: 'ChangeProjectRejected',
  version: 1,
  data: Type.Object({ ...enrolment, sessionId: Uuid, employeeId: Uuid, rejectedBy: Uuid }),
});
export type ChangeProjectRejected = EventOf<typeof changeProjectRejected>;

const result = {
  ...enrolment,
  sessionId: Uuid,
  programmeId: Uuid,
  employeeId: Uuid,
  kind: OneOf(PROGRAMME_KINDS),
  stateProgramme: Type.Union([OneOf(STATE_PROGRAMMES), Type.Null()]),
  /** 2 places; null where nothing but attendance counts. */
  score: Type.Union([DecimalText, Type.Null()]),
  /** Per cent of the parts, 2 places. */
  attendance: DecimalText,
  /** Normalised gain, 4 places; null without a test before, or where that one was 100 already. @source domain.md 6.3, 18 */
  gain: Type.Union([DecimalText, Type.Null()]),
  /** Last day of the session. */
  endedOn: LegalDate,
};

/** What career, the learning balance and the improvement plan act on. */
export const trainingPassed = defineEvent({
  type: 'TrainingPassed',
  version: 1,
  status: 'PASSED',
  data: Type.Object({
    ...result,
    jp: Type.Integer({ minimum: 1 }),
    /** Sorted. */
    competencies: Type.Array(Competency),
  }),
});
export type TrainingPassed = EventOf<typeof trainingPassed>;

export const FAILURES = ['ATTENDANCE_BELOW', 'SCORE_BELOW', 'CHANGE_PROJECT_MISSING'] as const;
export type Failure = (typeof FAILURES)[number];

export const trainingFailed = defineEvent({
  type: 'TrainingFailed',
  version: 1,
  status: 'FAILED',
  data: Type.Object({
    ...result,
    /** Everything that was missing, in the order of `FAILURES`. */
    why: Type.Array(OneOf(FAILURES)),
    /** Last day for another attempt; null where there is none. */
    retryUntil: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type TrainingFailed = EventOf<typeof trainingFailed>;
