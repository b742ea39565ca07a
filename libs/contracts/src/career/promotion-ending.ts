import { defineEvent, type EventOf, Instant, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { ELIGIBILITY_RULES, EvaluationUse, PROMOTION_KINDS } from './eligibility';
import { Post, promotion } from './promotion-shapes';

/**
 * Why a granted promotion does not take effect by itself: a condition is not met any more (`failed` names it), an evaluation that counts
 * is under objection, the employee no longer holds what the proposal starts from.
 */
export const PROMOTION_HOLDS = ['CONDITION', 'CONTESTED', 'STANDING'] as const;
export type PromotionHold = (typeof PROMOTION_HOLDS)[number];

/**
 * The day has come, and what the grant rests on no longer holds: the leadership decides anew, until `decideBy`. It decides nothing.
 * @source domain.md 2.4, 2.6, 7.4
 */
export const promotionHeld = defineEvent({
  type: 'PromotionHeld',
  version: 1,
  status: 'HELD',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    /** The day on which it was to take effect. */
    effective: LegalDate,
    /** In the order of `PROMOTION_HOLDS`. */
    because: Type.Array(OneOf(PROMOTION_HOLDS), { minItems: 1 }),
    /** Rules that fail, in the order of `ELIGIBILITY_RULES`. */
    failed: Type.Array(OneOf(ELIGIBILITY_RULES)),
    /** As they are now, sorted by id. */
    evaluations: Type.Array(EvaluationUse),
    /** Last day for the decision, and the instant at which it is over. */
    decideBy: LegalDate,
    overdueAt: Instant,
  }),
});
export type PromotionHeld = EventOf<typeof promotionHeld>;

/**
 * What changed since a promotion was granted: a rule fails, points were reversed, an evaluation was corrected, opened again or objected to, a
 * sanction was decided, the employee no longer holds what the proposal starts from.
 */
export const REVOCATION_GROUNDS = ['CONDITION', 'CREDIT', 'EVALUATION', 'SANCTION', 'STANDING'] as const;
export type RevocationGround = (typeof REVOCATION_GROUNDS)[number];

/** The leadership takes back what it granted, before it takes effect; why is the reason (CANCELLATION). @source domain.md 7.2 */
export const promotionRevoked = defineEvent({
  type: 'PromotionRevoked',
  version: 1,
  status: 'REVOKED',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    revokedBy: Uuid,
    /** In the order of `REVOCATION_GROUNDS`. */
    grounds: Type.Array(OneOf(REVOCATION_GROUNDS), { minItems: 1 }),
    /** Rules that fail, in the order of `ELIGIBILITY_RULES`. */
    failed: Type.Array(OneOf(ELIGIBILITY_RULES)),
  }),
});
export type PromotionRevoked = EventOf<typeof promotionRevoked>;

/** Why a case ends by itself: the employment ended; the employee was moved to a post that the promotion does not fit. */
export const PROMOTION_LAPSES = ['EMPLOYMENT_ENDED', 'MOVED'] as const;
export type PromotionLapse = (typeof PROMOTION_LAPSES)[number];

/** The case ends without a decision: what it was for is not there any more. @source domain.md 12 (EmploymentEnded, PositionChanged) */
export const promotionLapsed = defineEvent({
  type: 'PromotionLapsed',
  version: 1,
  status: 'LAPSED',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    why: OneOf(PROMOTION_LAPSES),
    /** The last day of the employment, or the first in the other post. */
    on: LegalDate,
    /** Where the employee was moved to; else null. */
    movedTo: Type.Union([Post, Type.Null()]),
  }),
});
export type PromotionLapsed = EventOf<typeof promotionLapsed>;
