import { DecimalText, defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** How an amount was checked. */
export const VERIFICATION_METHODS = ['REGISTER_CHECK', 'SAMPLE', 'DOCUMENT', 'OBSERVATION'] as const;
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];

/** Somebody other than the reporter found the amount right: it counts. Subject: the employee. */
export const measurementVerified = defineEvent({
  type: 'MeasurementVerified',
  version: 1,
  status: 'VERIFIED',
  data: Type.Object({
    measurementId: Uuid,
    verifiedBy: Uuid,
    method: OneOf(VERIFICATION_METHODS),
    quantity: DecimalText,
  }),
});
export type MeasurementVerified = EventOf<typeof measurementVerified>;

/** What was wrong with an amount. */
export const REJECTION_CODES = [
  'SOURCE_MISSING',
  'QUANTITY_WRONG',
  'PERIOD_WRONG',
  'DUPLICATE',
  'EVIDENCE_UNREADABLE',
  'OTHER',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

/** The amount does not count; why is the reason (REJECTION). Subject: the employee. */
export const measurementRejected = defineEvent({
  type: 'MeasurementRejected',
  version: 1,
  status: 'REJECTED',
  data: Type.Object({
    measurementId: Uuid,
    rejectedBy: Uuid,
    code: OneOf(REJECTION_CODES),
    quantity: DecimalText,
  }),
});
export type MeasurementRejected = EventOf<typeof measurementRejected>;

/**
 * An earlier verdict or amount was wrong: from now on the new amount counts. Both stay visible; why is the reason
 * (OBJECTION, where an objection's decision ordered it). Subject: the employee.
 */
export const measurementCorrected = defineEvent({
  type: 'MeasurementCorrected',
  version: 1,
  status: 'CORRECTED',
  data: Type.Object({
    measurementId: Uuid,
    /** The event that was wrong. */
    correctsEventId: Uuid,
    correctedBy: Uuid,
    /** The evaluation whose objection ordered it. */
    evaluationId: Uuid,
    oldStatus: OneOf(['REPORTED', 'VERIFIED', 'REJECTED', 'CORRECTED']),
    /** The amount that counted before: 0 for a rejected one. */
    old: DecimalText,
    /** The amount that counts now. */
    new: DecimalText,
    quantity: DecimalText,
  }),
});
export type MeasurementCorrected = EventOf<typeof measurementCorrected>;
