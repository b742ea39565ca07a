import { defineEvent, type EventOf, FreeText, Instant, LegalDate, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorSchema } from './indicator';

/** What the supervisor expects of each BerAKHLAK value, in words. One member each: a personal field is no list element. */
export const behaviourExpectations = {
  expectBerorientasiPelayanan: Personal(FreeText),
  expectAkuntabel: Personal(FreeText),
  expectKompeten: Personal(FreeText),
  expectHarmonis: Personal(FreeText),
  expectLoyal: Personal(FreeText),
  expectAdaptif: Personal(FreeText),
  expectKolaboratif: Personal(FreeText),
};

/**
 * An employee wrote a work plan (SKP) for one position and one period; written again, the later draft replaces the earlier.
 * After an appointment or a change of position the service opens an empty one.
 * Stream `plan-<naturalId('plan', employeeId, position, period)>`; subject: the employee.
 * @source PermenPANRB 6/2022, planning (perencanaan)
 */
export const planDrafted = defineEvent({
  type: 'PlanDrafted',
  version: 2,
  status: 'DRAFT',
  data: Type.Object({
    planId: Uuid,
    employeeId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    /** The part of the year in which the employee holds the position. */
    periodStart: LegalDate,
    periodEnd: LegalDate,
    /** Last day on which the plan can be agreed. */
    agreeBy: LegalDate,
    /** When that day is over; null where it was not recorded. */
    overdueAt: Type.Union([Instant, Type.Null()]),
    indicators: Type.Array(IndicatorSchema),
    ...behaviourExpectations,
  }),
  upcasters: { 1: (v1: object) => ({ ...v1, overdueAt: null }) },
});
export type PlanDrafted = EventOf<typeof planDrafted>;
