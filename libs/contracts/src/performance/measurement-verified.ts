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

/** The reporter contests a rejection; why is the reason (OBJECTION). Subject: the employee. */
export const measurementDisputed = defineEvent({
  type: 'MeasurementDisputed',
  version: 1,
  status: 'DISPUTED',
  data: Type.Object({ measurementId: Uuid, disputedBy: Uuid, quantity: DecimalText }),
});
export type MeasurementDisputed = EventOf<typeof measurementDisputed>;

/** The reporter says that a verified amount was wrong; it counts until a verifier confirms the new one. Reason: CORRECTION. */
export const measurementCorrectionProposed = defineEvent({
  type: 'MeasurementCorrectionProposed',
  version: 1,
  data: Type.Object({ measurementId: Uuid, proposedBy: Uuid, old: DecimalText, new: DecimalText }),
});
export type MeasurementCorrectionProposed = EventOf<typeof measurementCorrectionProposed>;

/** A proposed correction is not followed; why is the reason (REJECTION). */
export const measurementCorrectionDeclined = defineEvent({
  type: 'MeasurementCorrectionDeclined',
  version: 1,
  data: Type.Object({ measurementId: Uuid, declinedBy: Uuid, quantity: DecimalText }),
});
export type MeasurementCorrectionDeclined = EventOf<typeof measurementCorrectionDeclined>;

/**
 * An earlier verdict or amount was wrong: from now on the new amount counts. Both stay visible; why is the reason
 * (OBJECTION, where an objection's decision ordered it; else CORRECTION). Subject: the employee.
 */
export const measurementCorrected = defineEvent({
  type: 'MeasurementCorrected',
  version: 2,
  status: 'CORRECTED',
  data: Type.Object({
    measurementId: Uuid,
    /** The event that was wrong. */
    correctsEventId: Uuid,
    correctedBy: Uuid,
    /** The evaluation whose objection ordered it; null where reporter and verifier agreed. */
    evaluationId: Type.Union([Uuid, Type.Null()]),
    oldStatus: OneOf(['REPORTED', 'VERIFIED', 'REJECTED', 'DISPUTED', 'CORRECTED', 'QUARANTINED']),
    /** The amount that counted before: 0 for a rejected one. */
    old: DecimalText,
    /** The amount that counts now. */
    new: DecimalText,
    quantity: DecimalText,
  }),
  // Every first version was ordered by an objection: it reads as it stands.
  upcasters: { 1: (v1: object) => v1 },
});
export type MeasurementCorrected = EventOf<typeof measurementCorrected>;
