import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EvaluationUse, PROMOTION_KINDS } from './eligibility';
import { Level, Rank } from './functional-level';
import { Post, promotion, Standing } from './promotion-shapes';

const Place = {
  position: Type.String({ minLength: 1, maxLength: 200 }),
  unitId: Uuid,
  /** The formation whose seat it takes; null where the promotion needs none. */
  formationId: Type.Union([Uuid, Type.Null()]),
};
/** A case of promotion is opened. @source domain.md 7.1, 7.2 */
export const promotionOpened = defineEvent({
  type: 'PromotionOpened',
  version: 1,
  status: 'OPENED',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    openedBy: Uuid,
    from: Standing,
    to: Standing,
    ...Place,
    /** The day on which it shall take effect. */
    effective: LegalDate,
    /** The outstanding result of an extraordinary promotion; else null. */
    documentSha256: Type.Union([Sha256, Type.Null()]),
    /**
     * Every policy version that governs the case to its end, sorted; left out of cases from before it was pinned, which are governed by
     * what is in force on the day of each step. @source domain.md 2.5
     */
    pinnedPolicies: Type.Optional(Type.Array(PolicyRef)),
  }),
});
export type PromotionOpened = EventOf<typeof promotionOpened>;

export const promotionProposed = defineEvent({
  type: 'PromotionProposed',
  version: 1,
  status: 'PROPOSED',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    /** Who proposed, and so neither verifies nor decides. */
    proposedBy: Uuid,
    from: Standing,
    to: Standing,
    ...Place,
    effective: LegalDate,
    /** The post that the employee holds on that day, as the file said at the proposal; left out of earlier facts. */
    heldPost: Type.Optional(Post),
  }),
});
export type PromotionProposed = EventOf<typeof promotionProposed>;

/** Why is the reason (CANCELLATION). */
export const promotionWithdrawn = defineEvent({
  type: 'PromotionWithdrawn',
  version: 1,
  status: 'WITHDRAWN',
  data: Type.Object({ ...promotion, kind: OneOf(PROMOTION_KINDS), withdrawnBy: Uuid }),
});
export type PromotionWithdrawn = EventOf<typeof promotionWithdrawn>;

/** Documents of a promotion's file. @source Peraturan BKN 4/2025; the list is the city's own (`car.other`) */
export const PROMOTION_DOCUMENTS = [
  'AWARD',
  'CREDIT_DECREE',
  'EVALUATIONS',
  'RANK_DECREE',
  'TEST_CERTIFICATE',
] as const;
export type PromotionDocument = (typeof PROMOTION_DOCUMENTS)[number];

/** The file is complete: somebody else than who proposed looked. */
export const promotionVerified = defineEvent({
  type: 'PromotionVerified',
  version: 1,
  status: 'VERIFIED',
  data: Type.Object({
    ...promotion,
    verifiedBy: Uuid,
    /** Sorted by kind. */
    documents: Type.Array(
      Type.Object({ kind: OneOf(PROMOTION_DOCUMENTS), sha256: Sha256 }, { additionalProperties: false }),
    ),
  }),
});
export type PromotionVerified = EventOf<typeof promotionVerified>;

const approval = {
  ...promotion,
  recordedBy: Uuid,
  /** Of the letter of the national agency. */
  number: Type.String({ minLength: 1, maxLength: 200 }),
  documentSha256: Sha256,
};

/** The national civil-service agency agrees (pertimbangan teknis BKN). */
export const technicalApprovalGiven = defineEvent({
  type: 'TechnicalApprovalGiven',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({
    ...approval,
    /** Last day for the decision, and the instant at which it is over. */
    decideBy: LegalDate,
    overdueAt: Instant,
  }),
});
export type TechnicalApprovalGiven = EventOf<typeof technicalApprovalGiven>;

/** It does not; why is the reason (REJECTION). */
export const technicalApprovalRefused = defineEvent({
  type: 'TechnicalApprovalRefused',
  version: 1,
  status: 'APPROVAL_REFUSED',
  data: Type.Object(approval),
});
export type TechnicalApprovalRefused = EventOf<typeof technicalApprovalRefused>;

export const PROMOTION_OUTCOMES = ['GRANTED', 'REJECTED'] as const;
export type PromotionOutcome = (typeof PROMOTION_OUTCOMES)[number];

/** The leadership decides; why it refuses is the reason (REJECTION). */
export const promotionDecided = defineEvent({
  type: 'PromotionDecided',
  version: 1,
  status: 'DECIDED',
  data: Type.Object({
    ...promotion,
    outcome: OneOf(PROMOTION_OUTCOMES),
    decidedBy: Uuid,
    /** First day of the new rank and the instant at which it begins; null where it is refused. */
    effective: Type.Union([LegalDate, Type.Null()]),
    effectiveAt: Type.Union([Instant, Type.Null()]),
    /** On which the decision rests, sorted by id. */
    evaluations: Type.Array(EvaluationUse),
    /** Points of the present level on which it rests, 2 places; null outside functional positions; left out of earlier facts. */
    balance: Type.Optional(Type.Union([DecimalText, Type.Null()])),
  }),
});
export type PromotionDecided = EventOf<typeof promotionDecided>;

/** The day has come: from here on rank and level are held. What performance and payroll act on. */
export const promotionEffective = defineEvent({
  type: 'PromotionEffective',
  version: 1,
  status: 'EFFECTIVE',
  data: Type.Object({
    ...promotion,
    kind: OneOf(PROMOTION_KINDS),
    rank: Type.Union([Rank, Type.Null()]),
    level: Type.Union([Level, Type.Null()]),
    /** First day. */
    from: LegalDate,
    previous: Standing,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
  }),
});
export type PromotionEffective = EventOf<typeof promotionEffective>;

/**
 * Which time passed: the proposal came less than so many days before the day it shall take effect; nobody decided after the technical
 * approval; nobody proposed who is eligible.
 */
export const PROMOTION_CLOCKS = ['PROPOSAL', 'DECISION', 'NOT_PROPOSED'] as const;
export type PromotionClock = (typeof PROMOTION_CLOCKS)[number];

/** For the leadership, so that nobody is passed over silently; it decides nothing. @source domain.md 7.4, 2.4 */
export const promotionOverdue = defineEvent({
  type: 'PromotionOverdue',
  version: 1,
  data: Type.Object({
    /** Null where no case was opened. */
    caseId: Type.Union([Uuid, Type.Null()]),
    employeeId: Uuid,
    kind: OneOf(PROMOTION_KINDS),
    clock: OneOf(PROMOTION_CLOCKS),
    /** Last day on which it would have been in time. */
    dueOn: LegalDate,
  }),
});
export type PromotionOverdue = EventOf<typeof promotionOverdue>;
