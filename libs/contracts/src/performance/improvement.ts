import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Why an employee has to improve. @source domain.md 5.9 */
export const IMPROVEMENT_CAUSES = ['KURANG', 'SANGAT_KURANG', 'BUTUH_PERBAIKAN_TWICE'] as const;
export type ImprovementCause = (typeof IMPROVEMENT_CAUSES)[number];

/** What is late. */
export const IMPROVEMENT_STEPS = ['OPEN', 'ASSESS'] as const;
export type ImprovementStep = (typeof IMPROVEMENT_STEPS)[number];

/** What may be proposed of who did not improve, lightest first. @source PP 30/2019; domain.md 5.9 */
export const CONSEQUENCE_KINDS = ['REASSIGNMENT', 'LOWER_POST', 'DISMISSAL'] as const;
export type ConsequenceKind = (typeof CONSEQUENCE_KINDS)[number];

const about = { improvementId: Uuid, employeeId: Uuid };
const Lines = Type.Array(FreeText, { minItems: 1, maxItems: 20 });

/**
 * The final evaluations of a year make an improvement plan due. It is computed, and decides nothing: the supervisor says what the
 * plan is. Stream `improvement-<naturalId('improvement', employeeId, year)>`; subject of every event of it: the employee.
 * @source PP 30/2019; domain.md 5.9
 */
export const improvementPlanRequired = defineEvent({
  type: 'ImprovementPlanRequired',
  version: 1,
  status: 'REQUIRED',
  data: Type.Object({
    ...about,
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    cause: OneOf(IMPROVEMENT_CAUSES),
    /** The evaluations that say so, sorted. */
    evaluationIds: Type.Array(Uuid, { minItems: 1 }),
    openBy: LegalDate,
    overdueAt: Instant,
  }),
});
export type ImprovementPlanRequired = EventOf<typeof improvementPlanRequired>;

/** What is to be reached in these months, and what the employee gets for it. */
export const improvementPlanOpened = defineEvent({
  type: 'ImprovementPlanOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    ...about,
    openedBy: Uuid,
    months: Type.Integer({ minimum: 1, maximum: 120 }),
    goals: Personal(Lines),
    support: Personal(Lines),
    /** Both included. */
    from: LegalDate,
    until: LegalDate,
    assessBy: LegalDate,
    overdueAt: Instant,
  }),
});
export type ImprovementPlanOpened = EventOf<typeof improvementPlanOpened>;

/** The employee passed a training in these months: progress that the supervisor sees, and no verdict. @source domain.md 12 */
export const improvementTrainingPassed = defineEvent({
  type: 'ImprovementTrainingPassed',
  version: 1,
  data: Type.Object({
    ...about,
    enrolmentId: Uuid,
    /** Training hours (JP). */
    jp: Type.Integer({ minimum: 1 }),
    endedOn: LegalDate,
  }),
});
export type ImprovementTrainingPassed = EventOf<typeof improvementTrainingPassed>;

/** A supervisor's duty was not done in time: a fact that is counted, and decides nothing. @source domain.md 2.4 */
export const improvementPlanOverdue = defineEvent({
  type: 'ImprovementPlanOverdue',
  version: 1,
  data: Type.Object({ ...about, step: OneOf(IMPROVEMENT_STEPS), dueBy: LegalDate }),
});
export type ImprovementPlanOverdue = EventOf<typeof improvementPlanOverdue>;

/** The goals are reached; how that was seen is the reason (OVERRIDE). */
export const improvementSucceeded = defineEvent({
  type: 'ImprovementSucceeded',
  version: 1,
  status: 'SUCCEEDED',
  data: Type.Object({ ...about, assessedBy: Uuid }),
});
export type ImprovementSucceeded = EventOf<typeof improvementSucceeded>;

/** The goals are not reached: a competency test says for what the employee is fit. Why is the reason (REJECTION). */
export const competencyTestOrdered = defineEvent({
  type: 'CompetencyTestOrdered',
  version: 1,
  status: 'TEST_ORDERED',
  data: Type.Object({ ...about, assessedBy: Uuid }),
});
export type CompetencyTestOrdered = EventOf<typeof competencyTestOrdered>;

/** The test was taken, as career told of it: what is proposed can rest on it. @source domain.md 5.9, 7.2 */
export const improvementTestTaken = defineEvent({
  type: 'ImprovementTestTaken',
  version: 1,
  data: Type.Object({
    ...about,
    testId: Uuid,
    passed: Type.Boolean(),
    /** 0 to 100, 2 places, and what was needed. */
    score: DecimalText,
    passMark: DecimalText,
    takenOn: LegalDate,
  }),
});
export type ImprovementTestTaken = EventOf<typeof improvementTestTaken>;

/** On the report of the test somebody proposes what becomes of the employee. Why is the reason (REJECTION). */
export const consequenceProposed = defineEvent({
  type: 'ConsequenceProposed',
  version: 1,
  status: 'PROPOSED',
  data: Type.Object({
    ...about,
    kind: OneOf(CONSEQUENCE_KINDS),
    /** Number of the report of the test; of one that career told of its id. */
    testRef: Type.String({ minLength: 1, maxLength: 200 }),
    proposedBy: Uuid,
  }),
});
export type ConsequenceProposed = EventOf<typeof consequenceProposed>;

/** The appointing authority (PPK) has decided; why is the reason (OVERRIDE). What follows in the file is career's. */
export const consequenceDecided = defineEvent({
  type: 'ConsequenceDecided',
  version: 1,
  status: 'DECIDED',
  data: Type.Object({
    ...about,
    kind: OneOf(CONSEQUENCE_KINDS),
    approved: Type.Boolean(),
    decidedBy: Uuid,
  }),
});
export type ConsequenceDecided = EventOf<typeof consequenceDecided>;

/** An evaluation was corrected: nothing of the year makes a plan due any more. */
export const improvementPlanWithdrawn = defineEvent({
  type: 'ImprovementPlanWithdrawn',
  version: 1,
  status: 'WITHDRAWN',
  data: Type.Object({ ...about, year: Type.Integer({ minimum: 2000, maximum: 2999 }) }),
});
export type ImprovementPlanWithdrawn = EventOf<typeof improvementPlanWithdrawn>;
