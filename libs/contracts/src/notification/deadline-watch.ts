import {
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  ROLES,
  DUTIES,
  Uuid,
} from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { ObjectName, Recipient, Step, TOPICS } from './topics';

/** Deadlines that are watched. @source domain.md 11, 2.4 */
export const DEADLINE_KINDS = [
  'WORK_PLAN',
  'SELF_REPORT',
  'PERIOD_RATING',
  'SELF_ASSESSMENT',
  'ANNUAL_RATING',
  'ACKNOWLEDGEMENT',
  'EVALUATION_OBJECTION',
  'OBJECTION_DECISION',
  'IMPROVEMENT_PLAN',
  'IMPROVEMENT_ASSESSMENT',
  'OBSTACLE_RESPONSE',
  'OBSTACLE_REMOVAL',
  'SUPPORT',
  'SANCTION_APPEAL',
  'SANCTION_APPEAL_ANSWER',
  'COMPLAINT_VERIFICATION',
  'COMPLAINT_ANSWER',
  'ONBOARDING',
  'PROBATION',
  'PROMOTION_DECISION',
  'SELECTION_OBJECTION_ANSWER',
  'POLICY_REVIEW',
  'POLICY_ACTION',
  'EVIDENCE',
  'DRAFT_REPLY',
  'FOLLOW_UP',
  'DATA_REQUEST',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** A duty is missed when its time is over; a right only lapses, and nobody is told on. */
export const DEADLINE_NATURES = ['DUTY', 'RIGHT'] as const;
export type DeadlineNature = (typeof DEADLINE_NATURES)[number];

/** Whom a step of the ladder tells. */
export const AUDIENCES = ['OBLIGED', 'SUPERVISOR', 'SUPERIOR', 'HR'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * Who has to act: a person; whoever rates a person, or rates those who do, on the day; whoever has one of the duties for a unit or
 * vacancy on the day; everybody under a role.
 */
export const Obliged = Type.Union([
  Type.Object({ as: Type.Literal('PERSON'), personId: Uuid }, { additionalProperties: false }),
  Type.Object({ as: Type.Literal('SUPERVISOR_OF'), personId: Uuid }, { additionalProperties: false }),
  Type.Object({ as: Type.Literal('SUPERIOR_OF'), personId: Uuid }, { additionalProperties: false }),
  Type.Object(
    {
      as: Type.Literal('DUTY'),
      duties: Type.Array(OneOf(DUTIES), { minItems: 1 }),
      /** Unit, vacancy …; null: the whole city's. */
      scope: Type.Union([Uuid, Type.Null()]),
    },
    { additionalProperties: false },
  ),
  Type.Object({ as: Type.Literal('ROLE'), role: OneOf(ROLES) }, { additionalProperties: false }),
]);
export type Obliged = Static<typeof Obliged>;

/** A rung: from this instant on, these are told. */
export const LadderStep = Type.Object(
  { step: Step, at: Instant, to: OneOf(AUDIENCES) },
  { additionalProperties: false },
);
export type LadderStep = Static<typeof LadderStep>;

/** The fact that led here: the stream and its version say which of two came first. */
const Source = Type.Object(
  { stream: ObjectName, version: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);

const watch = {
  watchId: Uuid,
  kind: OneOf(DEADLINE_KINDS),
  /** What is due. */
  object: ObjectName,
};

const clock = {
  nature: OneOf(DEADLINE_NATURES),
  topic: OneOf(TOPICS),
  /** Where it is counted; null where no unit has to do with it. */
  unitId: Type.Union([Uuid, Type.Null()]),
  obliged: Obliged,
  /** The first instant at which it is too late, and the last legal date on which it is not. */
  dueAt: Instant,
  dueOn: LegalDate,
  /** In order; only those that lie behind the beginning of the watch. */
  steps: Type.Array(LadderStep, { maxItems: 60 }),
  /** Whose ladder and calendar these are. Sorted. */
  pinnedPolicies: Type.Array(PolicyRef),
};

/**
 * A clock of another service began to run, and is watched from here on. Stream
 * `deadline-watch-<naturalId('deadline-watch', kind, object)>`, with the number of what is due behind the object where one thing has
 * several of a kind; subject: the person who has to act, or whom it is about.
 * @source domain.md 11
 */
export const deadlineWatchStarted = defineEvent({
  type: 'DeadlineWatchStarted',
  version: 1,
  status: 'WATCHED',
  data: Type.Object({ ...watch, ...clock, source: Source }),
});
export type DeadlineWatchStarted = EventOf<typeof deadlineWatchStarted>;

/** The due date, or who has to act, is another now. */
export const deadlineMoved = defineEvent({
  type: 'DeadlineMoved',
  version: 1,
  data: Type.Object({ ...watch, ...clock, source: Source }),
});
export type DeadlineMoved = EventOf<typeof deadlineMoved>;

/** Whoever has to act is reminded; each gets one message. */
export const reminderSent = defineEvent({
  type: 'ReminderSent',
  version: 1,
  data: Type.Object({
    ...watch,
    topic: OneOf(TOPICS),
    unitId: Type.Union([Uuid, Type.Null()]),
    step: Step,
    dueAt: Instant,
    dueOn: LegalDate,
    /** Sorted. */
    to: Type.Array(Recipient),
    /** After the day of the step: this service was not running, or heard of the deadline later. */
    late: Type.Boolean(),
  }),
});
export type ReminderSent = EventOf<typeof reminderSent>;

/** The time is over and nothing was done: those above are told. */
export const escalated = defineEvent({
  type: 'Escalated',
  version: 1,
  data: Type.Object({
    ...watch,
    topic: OneOf(TOPICS),
    unitId: Type.Union([Uuid, Type.Null()]),
    step: Step,
    level: OneOf(AUDIENCES),
    dueAt: Instant,
    dueOn: LegalDate,
    /** Sorted; none where nobody stands above. */
    to: Type.Array(Recipient),
    late: Type.Boolean(),
  }),
});
export type Escalated = EventOf<typeof escalated>;

/**
 * What was due is done. `late` false after `DeadlineMissed`: word of it came late, it was in time all the same. The due date is null
 * where this is the first that was heard of it.
 */
export const deadlineMet = defineEvent({
  type: 'DeadlineMet',
  version: 1,
  status: 'MET',
  data: Type.Object({
    ...watch,
    unitId: Type.Union([Uuid, Type.Null()]),
    metAt: Instant,
    dueAt: Type.Union([Instant, Type.Null()]),
    late: Type.Boolean(),
    source: Source,
  }),
});
export type DeadlineMet = EventOf<typeof deadlineMet>;

/** The time of a duty is over and it is not done. It decides nothing; those above are told next. @source domain.md 2.4 */
export const deadlineMissed = defineEvent({
  type: 'DeadlineMissed',
  version: 1,
  status: 'MISSED',
  data: Type.Object({ ...watch, unitId: Type.Union([Uuid, Type.Null()]), dueAt: Instant, dueOn: LegalDate }),
});
export type DeadlineMissed = EventOf<typeof deadlineMissed>;

/** Why nothing is due any more although nothing was done. */
export const WATCH_ENDS = [
  /** The time of a right is over. */
  'LAPSED',
  /** What was due does not matter any more: its case took another course. */
  'OVERTAKEN',
  /** Whoever had to act is no employee any more. */
  'EMPLOYMENT_ENDED',
] as const;
export type WatchEnd = (typeof WATCH_ENDS)[number];

export const deadlineWatchEnded = defineEvent({
  type: 'DeadlineWatchEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({
    ...watch,
    unitId: Type.Union([Uuid, Type.Null()]),
    why: OneOf(WATCH_ENDS),
    /** Null where its time was over. */
    source: Type.Union([Source, Type.Null()]),
  }),
});
export type DeadlineWatchEnded = EventOf<typeof deadlineWatchEnded>;
