import { DecimalText, defineEvent, type EventOf, Instant, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId, IndicatorSchema } from './indicator';

const planVersion = Type.Integer({ minimum: 1 });

/** The employee contests an agreed target before the superior; why is the reason (OBJECTION). Subject: the employee. */
export const planDisputed = defineEvent({
  type: 'PlanDisputed',
  version: 1,
  status: 'DISPUTED',
  data: Type.Object({ planId: Uuid, indicatorId: IndicatorId, target: DecimalText }),
});
export type PlanDisputed = EventOf<typeof planDisputed>;

/** The superior decided which target holds; the grounds are the reason (OBJECTION). A new target is a new version. */
export const planDisputeDecided = defineEvent({
  type: 'PlanDisputeDecided',
  version: 1,
  status: 'ACTIVE',
  data: Type.Object({
    planId: Uuid,
    planVersion,
    indicatorId: IndicatorId,
    decidedBy: Uuid,
    old: DecimalText,
    target: DecimalText,
    /** The plan as it now stands. */
    indicators: Type.Array(IndicatorSchema),
  }),
});
export type PlanDisputeDecided = EventOf<typeof planDisputeDecided>;

/** Why a plan is to change in the year: what lies outside the employee's hands, or not. */
export const CHANGE_CAUSES = [
  'EXTERNAL',
  'NEW_ASSIGNMENT',
  'BUDGET',
  'POLICY',
  'LEAVE',
  'ERROR_IN_PLAN',
  'OTHER',
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** Employee or supervisor asks for another plan from a day on; in their words the reason (DEVIATION). Subject: the employee. */
export const planChangeRequested = defineEvent({
  type: 'PlanChangeRequested',
  version: 1,
  status: 'CHANGE_REQUESTED',
  data: Type.Object({
    planId: Uuid,
    requestedBy: Uuid,
    cause: OneOf(CHANGE_CAUSES),
    /** The first day of the changed plan; never before the request. */
    effectiveFrom: LegalDate,
    /** The whole plan as it is to be. */
    indicators: Type.Array(IndicatorSchema),
  }),
});
export type PlanChangeRequested = EventOf<typeof planChangeRequested>;

/** The supervisor agreed to the change: the plan's next version holds from `effectiveFrom` on. */
export const planChanged = defineEvent({
  type: 'PlanChanged',
  version: 1,
  status: 'ACTIVE',
  data: Type.Object({
    planId: Uuid,
    planVersion,
    decidedBy: Uuid,
    effectiveFrom: LegalDate,
    indicators: Type.Array(IndicatorSchema),
  }),
});
export type PlanChanged = EventOf<typeof planChanged>;

/** The plan stays as it is; why is the reason (REJECTION). */
export const planChangeRefused = defineEvent({
  type: 'PlanChangeRefused',
  version: 1,
  status: 'ACTIVE',
  data: Type.Object({ planId: Uuid, refusedBy: Uuid }),
});
export type PlanChangeRefused = EventOf<typeof planChangeRefused>;

export const CLOSE_CAUSES = ['PERIOD_ENDED', 'POSITION_CHANGED', 'EMPLOYMENT_ENDED'] as const;
export type CloseCause = (typeof CLOSE_CAUSES)[number];

/** The plan's time is over; after a change of position earlier than planned, and then it counts pro rata. */
export const planClosed = defineEvent({
  type: 'PlanClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({
    planId: Uuid,
    cause: OneOf(CLOSE_CAUSES),
    /** Its last day. */
    periodEnd: LegalDate,
    /** Until when amounts of its period are still reported. */
    reportBy: LegalDate,
    /** When its evaluation is due; null where it was never agreed. */
    evaluationDueAt: Type.Union([Instant, Type.Null()]),
  }),
});
export type PlanClosed = EventOf<typeof planClosed>;

/** Nobody agreed the plan in time. It decides nothing; it is seen. @source domain.md 2.4 */
export const planOverdue = defineEvent({
  type: 'PlanOverdue',
  version: 1,
  data: Type.Object({ planId: Uuid, agreeBy: LegalDate }),
});
export type PlanOverdue = EventOf<typeof planOverdue>;

/**
 * So many targets of a unit were flagged in a year that the HR agency reviews them all: a safeguard against pressure.
 * Stream `target-review-<naturalId('target-review', unitId, year)>`. @source domain.md 5.9
 */
export const targetReviewTriggered = defineEvent({
  type: 'TargetReviewTriggered',
  version: 1,
  data: Type.Object({
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    flagged: Type.Integer({ minimum: 1 }),
    targets: Type.Integer({ minimum: 1 }),
    /** Per cent, 4 places. */
    share: DecimalText,
  }),
});
export type TargetReviewTriggered = EventOf<typeof targetReviewTriggered>;
