import { defineEvent, type EventOf, Instant, LegalDate, PolicyRef, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';

const year = Type.Integer({ minimum: 2000, maximum: 2999 });

/** A part of the year after which every employee is rated, as `perf.period` says: a month (`2026-03`) or a quarter (`2026-Q1`). */
export const CyclePeriodSchema = Type.Object(
  {
    period: Type.String({ pattern: '^[0-9]{4}-(Q[1-4]|(0[1-9]|1[0-2]))$' }),
    from: LegalDate,
    to: LegalDate,
    /** When it is over: its evaluations become due. */
    opensAt: Instant,
    /** Last day of the employee's own report, and of the rating. */
    selfReportBy: LegalDate,
    rateBy: LegalDate,
    /** When the last day of the rating is over. */
    overdueAt: Instant,
  },
  { additionalProperties: false },
);
export type CyclePeriod = Static<typeof CyclePeriodSchema>;

interface V1 {
  readonly cycleId: string;
  readonly year: number;
  readonly pinnedPolicies: string[];
}

/**
 * A performance year begins under the policies in force on its first day, which govern it to the end (domain.md 2.5).
 * Stream `cycle-<naturalId('cycle', year)>`.
 */
export const cycleOpened = defineEvent({
  type: 'CycleOpened',
  version: 2,
  status: 'OPEN',
  data: Type.Object({
    cycleId: Uuid,
    year,
    /** Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
    /** When the year is over and its evaluation begins; null where that was not recorded. */
    evaluatingAt: Type.Union([Instant, Type.Null()]),
    /** In order; none where they were not recorded. */
    periods: Type.Array(CyclePeriodSchema),
  }),
  // Which periods a year had was not said before: a reader is told so, not given a guess.
  upcasters: { 1: (v1: V1) => ({ ...v1, evaluatingAt: null, periods: [] }) },
});
export type CycleOpened = EventOf<typeof cycleOpened>;

/** The year is over: its evaluations are made now. */
export const cycleEvaluationBegan = defineEvent({
  type: 'CycleEvaluationBegan',
  version: 1,
  status: 'EVALUATING',
  data: Type.Object({ cycleId: Uuid, year }),
});
export type CycleEvaluationBegan = EventOf<typeof cycleEvaluationBegan>;

/** The year is locked: from now on only an objection's decision or a reopened evaluation changes one of its amounts. */
export const cycleClosed = defineEvent({
  type: 'CycleClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ cycleId: Uuid, year }),
});
export type CycleClosed = EventOf<typeof cycleClosed>;
