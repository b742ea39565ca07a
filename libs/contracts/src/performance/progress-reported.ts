import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId, type Source, SOURCES } from './indicator';

/** What an amount is held against, in this order; the first that it fails is named. @source domain.md 5.7 */
export const QUALITY_CHECKS = ['SCHEMA', 'RANGE', 'DUPLICATE', 'CROSS_SOURCE', 'OVERLAP', 'JUMP'] as const;
export type QualityCheck = (typeof QUALITY_CHECKS)[number];

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
    /** A check that it failed, for whoever verifies it to look at, and what it was held against; left out where it passed all. */
    flag: Type.Optional(
      Type.Object(
        { check: OneOf(QUALITY_CHECKS), against: Type.Union([DecimalText, Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
  }),
});
export type ProgressReported = EventOf<typeof progressReported>;

const delivered = {
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
};

interface DeliveredV1 {
  readonly measurementId: string;
  readonly source: Source;
  readonly indicatorId: string;
  readonly unitId: string | null;
  readonly employeeId: string | null;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly evidenceSha256: string | null;
}

/**
 * A registered source delivered an amount of an employee or of a whole unit; its source has verified it. Amounts of past
 * years are the baselines of realism. Stream `measurement-<naturalId('measurement', source, indicator, unit, employee, from, to)>`.
 */
export const measurementIngested = defineEvent({
  type: 'MeasurementIngested',
  version: 2,
  status: 'VERIFIED',
  data: Type.Object({
    ...delivered,
    /** The registered source, and its version of that day; null where that was not recorded. */
    sourceId: Type.Union([Uuid, Type.Null()]),
    sourceVersion: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  }),
  upcasters: { 1: (v1: DeliveredV1) => ({ ...v1, sourceId: null, sourceVersion: null }) },
});
export type MeasurementIngested = EventOf<typeof measurementIngested>;

/**
 * An amount of a source failed a check: it is kept, does not count, and waits for a data steward. Streams as
 * `MeasurementIngested`.
 */
export const measurementQuarantined = defineEvent({
  type: 'MeasurementQuarantined',
  version: 1,
  status: 'QUARANTINED',
  data: Type.Object({
    ...delivered,
    sourceId: Uuid,
    sourceVersion: Type.Integer({ minimum: 1 }),
    checkFailed: OneOf(QUALITY_CHECKS),
    /** What it was held against: the bound, the other amount, the mean of its own past; null where that is no number. */
    against: Type.Union([DecimalText, Type.Null()]),
  }),
});
export type MeasurementQuarantined = EventOf<typeof measurementQuarantined>;
