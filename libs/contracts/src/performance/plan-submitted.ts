import { defineEvent, type EventOf, Instant, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { behaviourExpectations } from './plan-drafted';
import { IndicatorSchema } from './indicator';

/** The employee handed the plan to the supervisor: complete, weighed, measurable, aligned. Subject: the employee. */
export const planSubmitted = defineEvent({
  type: 'PlanSubmitted',
  version: 1,
  status: 'SUBMITTED',
  data: Type.Object({ planId: Uuid, indicators: Type.Array(IndicatorSchema), ...behaviourExpectations }),
});
export type PlanSubmitted = EventOf<typeof planSubmitted>;

/**
 * Supervisor and employee agreed: the plan binds, under the policies pinned here, until its period ends.
 * @source PermenPANRB 6/2022, planning (perencanaan)
 */
export const planAgreed = defineEvent({
  type: 'PlanAgreed',
  version: 1,
  status: 'ACTIVE',
  data: Type.Object({
    planId: Uuid,
    /** 1 as first agreed; a change in the year gives the next. */
    planVersion: Type.Integer({ minimum: 1 }),
    /** The supervisor who agreed. */
    agreedBy: Uuid,
    indicators: Type.Array(IndicatorSchema),
    /** Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
    /** When the period is over, and with it the evaluation due. */
    evaluationDueAt: Instant,
  }),
});
export type PlanAgreed = EventOf<typeof planAgreed>;

/** The supervisor gave the plan back; why is the reason (RETURN). */
export const planReturned = defineEvent({
  type: 'PlanReturned',
  version: 1,
  status: 'RETURNED',
  data: Type.Object({ planId: Uuid, returnedBy: Uuid }),
});
export type PlanReturned = EventOf<typeof planReturned>;
