import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId, SOURCES } from './indicator';

/**
 * An employee reported an amount of an own indicator; it counts once somebody else verified it.
 * Stream `measurement-<measurementId>`; subject: the employee.
 */
export const progressReported = defineEvent({
  type: 'ProgressReported',
  version: 1,
  status: 'REPORTED',
  data: Type.Object({
    measurementId: Uuid,
    planId: Uuid,
    employeeId: Uuid,
    unitId: Uuid,
    indicatorId: IndicatorId,
    quantity: DecimalText,
    from: LegalDate,
    to: LegalDate,
    /** How it came in: `WEB`, `API`. */
    channel: Type.String({ pattern: '^[A-Z][A-Z_]{0,31}$' }),
  }),
});
export type ProgressReported = EventOf<typeof progressReported>;

/**
 * A registered source delivered an amount of an employee or of a whole unit; its source has verified it. Amounts of past
 * years are the baselines of realism. Stream `measurement-<naturalId('measurement', source, indicator, unit, employee, from, to)>`.
 */
export const measurementIngested = defineEvent({
  type: 'MeasurementIngested',
  version: 1,
  status: 'VERIFIED',
  data: Type.Object({
    measurementId: Uuid,
    source: OneOf(SOURCES),
    indicatorId: IndicatorId,
    /** Null where the row named an employee only. */
    unitId: Type.Union([Uuid, Type.Null()]),
    /** Null for an amount of the whole unit. */
    employeeId: Type.Union([Uuid, Type.Null()]),
    quantity: DecimalText,
    from: LegalDate,
    to: LegalDate,
    /** Of the document behind it; null where the row named none. */
    evidenceSha256: Type.Union([Sha256, Type.Null()]),
  }),
});
export type MeasurementIngested = EventOf<typeof measurementIngested>;
