import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** On what an evaluation that is final may be opened again. */
export const REOPENING_GROUNDS = ['FINDING', 'COURT_ORDER'] as const;
export type ReopeningGround = (typeof REOPENING_GROUNDS)[number];

/**
 * A final evaluation is opened again by the superior of the rater, on an inspector's finding or the order of a court; it is
 * recommended, rated and delivered anew, and becomes final as the next version. Why is the reason (FINDING, COURT_ORDER).
 * @source domain.md 5.1, 5.3
 */
export const evaluationReopened = defineEvent({
  type: 'EvaluationReopened',
  version: 1,
  status: 'OPENED',
  data: Type.Object({
    evaluationId: Uuid,
    reopenedBy: Uuid,
    ground: OneOf(REOPENING_GROUNDS),
    /** The id of the finding, as `FindingIssued` has it, or the number of the judgment. Names no person. */
    findingRef: Type.String({ minLength: 1, maxLength: 200 }),
    /** The version that stands until the next one is final. */
    evaluationVersion: Type.Integer({ minimum: 1 }),
    /** Amounts that it corrects, sorted by measurement. */
    corrections: Type.Array(
      Type.Object(
        { measurementId: Uuid, old: DecimalText, new: DecimalText },
        { additionalProperties: false },
      ),
    ),
  }),
});
export type EvaluationReopened = EventOf<typeof evaluationReopened>;

/** How employment ends; an evaluation under objection then ends with it. @source domain.md 7.2, 12 */
export const EMPLOYMENT_ENDS = ['DEATH', 'DISMISSAL', 'RESIGNATION', 'RETIREMENT', 'CONTRACT_END'] as const;
export type EmploymentEnd = (typeof EMPLOYMENT_ENDS)[number];

/**
 * The objection ended undecided, because its employee is no longer one: no rating is invented, the contested one never
 * becomes final. @source domain.md 16 (death or dismissal mid-objection)
 */
export const objectionEnded = defineEvent({
  type: 'ObjectionEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ evaluationId: Uuid, reason: OneOf(EMPLOYMENT_ENDS) }),
});
export type ObjectionEnded = EventOf<typeof objectionEnded>;

/** The superior let the time for a decision pass; the objection stays open, and nothing is decided by that. */
export const objectionDecisionOverdue = defineEvent({
  type: 'ObjectionDecisionOverdue',
  version: 1,
  data: Type.Object({ evaluationId: Uuid, decideBy: LegalDate }),
});
export type ObjectionDecisionOverdue = EventOf<typeof objectionDecisionOverdue>;

/** The rater let the time for the rating pass; it can still be rated. */
export const annualEvaluationOverdue = defineEvent({
  type: 'AnnualEvaluationOverdue',
  version: 1,
  data: Type.Object({ evaluationId: Uuid, rateBy: LegalDate }),
});
export type AnnualEvaluationOverdue = EventOf<typeof annualEvaluationOverdue>;
