import { defineEvent, type EventOf, FreeText, LegalDate, Personal, Uuid } from '@jejak/kernel';
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
 * Stream `plan-<naturalId('plan', employeeId, position, period)>`; subject: the employee.
 * @source PermenPANRB 6/2022, planning (perencanaan)
 */
export const planDrafted = defineEvent({
  type: 'PlanDrafted',
  version: 1,
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
    indicators: Type.Array(IndicatorSchema),
    ...behaviourExpectations,
  }),
});
export type PlanDrafted = EventOf<typeof planDrafted>;
