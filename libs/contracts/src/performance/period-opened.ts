import {
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, PREDICATES } from './ratings';

/**
 * A month or quarter of a plan is over: its evaluation is due. Stream `period-<naturalId('period', planId, period)>`;
 * subject: the employee. @source PermenPANRB 6/2022, periodic evaluation; domain.md 5.1
 */
export const periodOpened = defineEvent({
  type: 'PeriodOpened',
  version: 1,
  status: 'DUE',
  data: Type.Object({
    periodicId: Uuid,
    planId: Uuid,
    employeeId: Uuid,
    unitId: Uuid,
    /** `2026-Q1`, `2026-03`. */
    period: Type.String({ pattern: '^[0-9]{4}-(Q[1-4]|(0[1-9]|1[0-2]))$' }),
    from: LegalDate,
    to: LegalDate,
    selfReportBy: LegalDate,
    rateBy: LegalDate,
    overdueAt: Instant,
  }),
});
export type PeriodOpened = EventOf<typeof periodOpened>;

/** The employee's own view of the period. */
export const periodSelfReported = defineEvent({
  type: 'PeriodSelfReported',
  version: 1,
  status: 'SELF_REPORTED',
  data: Type.Object({ periodicId: Uuid, text: Personal(FreeText) }),
});
export type PeriodSelfReported = EventOf<typeof periodSelfReported>;

/** The supervisor rated the period, after at least one dialogue. The predicate follows from both ratings (5.5). */
export const periodRated = defineEvent({
  type: 'PeriodRated',
  version: 1,
  status: 'RATED',
  data: Type.Object({
    periodicId: Uuid,
    period: Type.String({ maxLength: 7 }),
    ratedBy: Uuid,
    resultRating: OneOf(EXPECTATIONS),
    behaviourRating: OneOf(EXPECTATIONS),
    predicate: OneOf(PREDICATES),
    regulation: Type.String({ minLength: 1, maxLength: 100 }),
    behaviourNotes: Personal(FreeText),
    /** What comes next, one line each. */
    next: Personal(FreeText),
  }),
});
export type PeriodRated = EventOf<typeof periodRated>;

/** Nobody rated the period in time. It decides nothing; it is seen. @source domain.md 2.4 */
export const periodicEvaluationOverdue = defineEvent({
  type: 'PeriodicEvaluationOverdue',
  version: 1,
  data: Type.Object({ periodicId: Uuid, rateBy: LegalDate }),
});
export type PeriodicEvaluationOverdue = EventOf<typeof periodicEvaluationOverdue>;

/** The employee has read the rating. */
export const periodAcknowledged = defineEvent({
  type: 'PeriodAcknowledged',
  version: 1,
  status: 'ACKNOWLEDGED',
  data: Type.Object({ periodicId: Uuid, agree: Type.Boolean() }),
});
export type PeriodAcknowledged = EventOf<typeof periodAcknowledged>;
