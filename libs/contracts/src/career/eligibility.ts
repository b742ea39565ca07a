import { defineEvent, type EventOf, Instant, LegalDate, OneOf, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Standing } from './promotion-shapes';

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
  'EXPERIENCE',
  'FORMATION',
  'INTEGRITY',
  'JP',
  'LEADERSHIP_TRAINING',
  'OPEN_SELECTION',
  'PREDICATE',
  'RANK',
  'SANCTION',
  'TALENT_BOX',
  'YEARS_IN_RANK',
] as const;
export type EligibilityRule = (typeof ELIGIBILITY_RULES)[number];

/** Of these only structural promotions are asked, and only their checks show them. @source domain.md 7.4 */
export const STRUCTURAL_RULES = [
  ...(['EXPERIENCE', 'INTEGRITY', 'LEADERSHIP_TRAINING', 'OPEN_SELECTION', 'RANK', 'TALENT_BOX'] as const),
] as const satisfies readonly EligibilityRule[];

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
    /**
     * In the order of `ELIGIBILITY_RULES`, those of `STRUCTURAL_RULES` of structural promotions alone; a rule that this kind does not ask
     * has no `needed`, and passes.
     */
    checks: Type.Array(
      Type.Object(
        {
          ...{ rule: OneOf(ELIGIBILITY_RULES), needed: Said, actual: Said, pass: Type.Boolean() },
          /** What asks it, and the policy parameter that says how much; left out of earlier facts, and where nothing is asked. */
          regulation: Type.Optional(Type.String({ maxLength: 200 })),
          parameter: Type.Optional(Type.String({ maxLength: 100 })),
        },
        { additionalProperties: false },
      ),
    ),
    policyRefs: Type.Array(PolicyRef),
    /** Sorted by id. */
    evaluations: Type.Array(EvaluationUse),
    /** Who is eligible is proposed until this day, and the instant at which it is over; null for who is not. */
    proposeBy: Type.Union([LegalDate, Type.Null()]),
    overdueAt: Type.Union([Instant, Type.Null()]),
    /** What the promotion would lead to; left out of earlier facts. */
    to: Type.Optional(Standing),
    /** The case that came to nothing before, after which the service asked anew; left out of every other check. */
    afterCaseId: Type.Optional(Uuid),
  }),
});
export type EligibilityChecked = EventOf<typeof eligibilityChecked>;

/**
 * When everybody's eligibility is asked for next. Stream `eligibility-round-<naturalId('eligibility-round')>`, of which there is one.
 * @source domain.md 7.4; `car.other` eligibilityRound
 */
export const eligibilityRoundPlanned = defineEvent({
  type: 'EligibilityRoundPlanned',
  version: 1,
  data: Type.Object({
    /** The day, and the instant at which it begins. */
    on: LegalDate,
    dueAt: Instant,
  }),
});
export type EligibilityRoundPlanned = EventOf<typeof eligibilityRoundPlanned>;

/** It was asked of everybody who may have become eligible; what came of it are the checks. */
export const eligibilityRoundHeld = defineEvent({
  type: 'EligibilityRoundHeld',
  version: 1,
  data: Type.Object({
    /** The day for which it was planned. */
    on: LegalDate,
    /** How many people were asked about, and how many of the checks said something new. */
    asked: Type.Integer({ minimum: 0 }),
    recorded: Type.Integer({ minimum: 0 }),
  }),
});
export type EligibilityRoundHeld = EventOf<typeof eligibilityRoundHeld>;
