import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  PolicyRef,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId } from './indicator';
import { BEHAVIOUR_VALUES, EXPECTATIONS } from './ratings';

/**
 * The period of a plan is over: its evaluation is due. Stream
 * `evaluation-<naturalId('evaluation', employeeId, position, period)>`; subject of every event of it: the employee.
 * @source PermenPANRB 6/2022, assessment (penilaian)
 */
export const evaluationOpened = defineEvent({
  type: 'EvaluationOpened',
  version: 1,
  status: 'OPENED',
  data: Type.Object({
    evaluationId: Uuid,
    planId: Uuid,
    employeeId: Uuid,
    /** The supervisor on the day of opening; whether a person may rate is looked up again when they do. */
    raterId: Type.Union([Uuid, Type.Null()]),
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    periodStart: LegalDate,
    periodEnd: LegalDate,
    /** Those of the plan: they govern this evaluation too. Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
    /** Last days of the employee's own assessment, and of the rating; the instants at which they are over in the city. */
    selfAssessBy: Type.Optional(LegalDate),
    rateBy: Type.Optional(LegalDate),
    overdueAt: Type.Optional(Instant),
  }),
});
export type EvaluationOpened = EventOf<typeof evaluationOpened>;

/** The employee's own view of the year: informs the rater, weighs nothing. */
export const selfAssessed = defineEvent({
  type: 'SelfAssessed',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    text: Personal(FreeText),
    /** How the employee sees each indicator of the plan, in the plan's order; those not named are left out. */
    indicators: Type.Optional(
      Type.Array(
        Type.Object(
          { indicatorId: IndicatorId, rating: OneOf(EXPECTATIONS) },
          { additionalProperties: false },
        ),
      ),
    ),
  }),
});
export type SelfAssessed = EventOf<typeof selfAssessed>;

/** Rater and employee talked the year over, by the questions of a rubric. */
export const performanceInterviewHeld = defineEvent({
  type: 'PerformanceInterviewHeld',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    heldBy: Uuid,
    /** Scores 1 to 5, where 4 is as expected. */
    rubric: Type.Array(
      Type.Object(
        {
          question: Type.String({ minLength: 1, maxLength: 300 }),
          score: Type.Integer({ minimum: 1, maximum: 5 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    /** Mean of the scores, 4 places. */
    mean: DecimalText,
    agreedSummary: Personal(FreeText),
  }),
});
export type PerformanceInterviewHeld = EventOf<typeof performanceInterviewHeld>;

/** The seven values were rated; a rating that is not MEETS names the feedback on which it rests. */
export const behaviourRated = defineEvent({
  type: 'BehaviourRated',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    ratedBy: Uuid,
    /** In the order of BEHAVIOUR_VALUES. */
    ratings: Type.Array(
      Type.Object(
        { value: OneOf(BEHAVIOUR_VALUES), rating: OneOf(EXPECTATIONS), feedbackRefs: Type.Array(Uuid) },
        { additionalProperties: false },
      ),
      { minItems: 7, maxItems: 7 },
    ),
    /** Mean of 1 BELOW, 2 MEETS, 3 ABOVE; 4 places. */
    mean: DecimalText,
  }),
});
export type BehaviourRated = EventOf<typeof behaviourRated>;

/**
 * What citizens said of this employee in the year: the mean of the counted reviews × 25, as this service counted them, or as a
 * machine account told it. @source domain.md 9.2, 12
 */
export const citizenIndexRecorded = defineEvent({
  type: 'CitizenIndexRecorded',
  version: 1,
  data: Type.Object({
    evaluationId: Uuid,
    /** 0 to 100. */
    index: DecimalText,
    /** Reviews counted. */
    n: Type.Integer({ minimum: 0 }),
    /** Where this service counted them itself: SHA-256 of the canonical JSON of their streams' versions and hashes, sorted. */
    reviewsSha256: Type.Optional(Sha256),
    /** The count before this one, where reviews were excluded or released afterwards. Why is the reason (CORRECTION). */
    corrects: Type.Optional(
      Type.Object(
        { eventId: Uuid, index: DecimalText, n: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ),
  }),
});
export type CitizenIndexRecorded = EventOf<typeof citizenIndexRecorded>;
