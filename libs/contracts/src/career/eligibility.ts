import { defineEvent, type EventOf, Instant, LegalDate, OneOf, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Kinds of promotion. @source PP 11/2017 as amended by PP 17/2020; domain.md 7.1 */
export const PROMOTION_KINDS = [
  'RANK_REGULAR',
  'RANK_FUNCTIONAL',
  'LEVEL',
  'EXTRAORDINARY',
  'STRUCTURAL',
] as const;
export type PromotionKind = (typeof PROMOTION_KINDS)[number];

/** The conditions of promotions, sorted. @source domain.md 7.4, 18 */
export const ELIGIBILITY_RULES = [
  'AK',
  'COMPETENCY_TEST',
  'EDUCATION',
  'FORMATION',
  'JP',
  'PREDICATE',
  'SANCTION',
  'YEARS_IN_RANK',
] as const;
export type EligibilityRule = (typeof ELIGIBILITY_RULES)[number];

/** The version of an evaluation on which a decision rests. */
export const EvaluationUse = Type.Object(
  { evaluationId: Uuid, evaluationVersion: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);

const Said = Type.Union([Type.String({ maxLength: 300 }), Type.Null()]);

/**
 * Whether an employee meets the conditions of a promotion on a day. In the stream of the promotion case; of a question without
 * a case `eligibility-<naturalId('eligibility', employeeId)>`. Subject: the employee.
 */
export const eligibilityChecked = defineEvent({
  type: 'EligibilityChecked',
  version: 1,
  data: Type.Object({
    caseId: Type.Union([Uuid, Type.Null()]),
    employeeId: Uuid,
    kind: OneOf(PROMOTION_KINDS),
    /** The day on which the promotion would take effect. */
    effective: LegalDate,
    eligible: Type.Boolean(),
    /** All rules, in the order of `ELIGIBILITY_RULES`; one that this kind does not ask has no `needed`, and passes. */
    checks: Type.Array(
      Type.Object(
        { rule: OneOf(ELIGIBILITY_RULES), needed: Said, actual: Said, pass: Type.Boolean() },
        { additionalProperties: false },
      ),
    ),
    policyRefs: Type.Array(PolicyRef),
    /** Sorted by id. */
    evaluations: Type.Array(EvaluationUse),
    /** Who is eligible is proposed until this day, and the instant at which it is over; null for who is not. */
    proposeBy: Type.Union([LegalDate, Type.Null()]),
    overdueAt: Type.Union([Instant, Type.Null()]),
  }),
});
export type EligibilityChecked = EventOf<typeof eligibilityChecked>;
