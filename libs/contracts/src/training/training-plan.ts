import { defineEvent, type EventOf, Instant, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PROGRAMME_KINDS } from './programme';

const Rupiah = Type.Integer({ minimum: 0 });
const Year = Type.Integer({ minimum: 2000, maximum: 2999 });
const Count = Type.Integer({ minimum: 0 });

/** A programme in a year's plan. */
export const PlanLine = Type.Object({
  programmeId: Uuid,
  kind: OneOf(PROGRAMME_KINDS),
  /** How often it is offered. */
  sessions: Type.Integer({ minimum: 1, maximum: 366 }),
  /** Of all its sessions together. */
  seats: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  costPerSeatIdr: Rupiah,
});

/** What a plan does not do that it should. It may be approved nevertheless. @source domain.md 6.2, 6.3 */
export const PLAN_WARNINGS = ['JP_BELOW_RIGHT', 'CATALOGUE_INCOMPLETE'] as const;
export type PlanWarning = (typeof PLAN_WARNINGS)[number];

/**
 * A year's plan of learning (rencana pengembangan kompetensi) as HR wrote it; written again before it is approved, the later
 * draft replaces the earlier. Stream `training-plan-<naturalId('training-plan', year)>`.
 */
export const trainingPlanDrafted = defineEvent({
  type: 'TrainingPlanDrafted',
  version: 1,
  status: 'DRAFT',
  data: Type.Object({
    planId: Uuid,
    year: Year,
    budgetIdr: Rupiah,
    /** Sorted by programme. */
    lines: Type.Array(PlanLine),
    costIdr: Rupiah,
    /** Who drafted it: approves it not. */
    draftedBy: Uuid,
    /** In the order of `PLAN_WARNINGS`. */
    warnings: Type.Array(OneOf(PLAN_WARNINGS)),
    /** Civil servants (PNS) for whom fewer hours are planned than they have a right to. */
    belowRight: Count,
  }),
});
export type TrainingPlanDrafted = EventOf<typeof trainingPlanDrafted>;

export const trainingPlanApproved = defineEvent({
  type: 'TrainingPlanApproved',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({
    planId: Uuid,
    year: Year,
    budgetIdr: Rupiah,
    seats: Count,
    warnings: Type.Array(OneOf(PLAN_WARNINGS)),
    belowRight: Count,
    /** When the year is over, and with it the report due. */
    reportDueAt: Instant,
  }),
});
export type TrainingPlanApproved = EventOf<typeof trainingPlanApproved>;

/** What became of the plan, counted when its year was over. */
export const trainingPlanReported = defineEvent({
  type: 'TrainingPlanReported',
  version: 1,
  status: 'REPORTED',
  data: Type.Object({
    planId: Uuid,
    year: Year,
    seatsPlanned: Count,
    seatsTaken: Count,
    passed: Count,
    budgetIdr: Rupiah,
    spentIdr: Rupiah,
    /** Kinds of the periodic catalogue that were held less often than they should, in the order of `PROGRAMME_KINDS`. */
    catalogueMissing: Type.Array(OneOf(PROGRAMME_KINDS)),
    /** When the figures of the year are published. */
    publishAt: Type.Optional(Instant),
  }),
});
export type TrainingPlanReported = EventOf<typeof trainingPlanReported>;
