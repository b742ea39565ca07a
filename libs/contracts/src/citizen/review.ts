import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** The three questions that every review answers, from 1 (bad) to 4 (very good). @source domain.md 9.1, 18 */
export const REVIEW_ASPECTS = ['speed', 'accuracy', 'courtesy'] as const;
export type ReviewAspect = (typeof REVIEW_ASPECTS)[number];

const Mark = Type.Integer({ minimum: 1, maximum: 4 });

/** Why a review is held back until somebody has looked at it. @source domain.md 9.1 */
export const QUARANTINE_REASONS = ['DEVICE', 'BURST', 'STAFF_DEVICE'] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Why a review does not count. */
export const EXCLUSION_GROUNDS = ['NOT_GENUINE', 'COMPLAINT_GROUNDLESS'] as const;
export type ExclusionGround = (typeof EXCLUSION_GROUNDS)[number];

const about = {
  reviewId: Uuid,
  unitId: Uuid,
  /** Whom it is about: who served. */
  officerId: Uuid,
  /** Legal date of its submission: the period in which it counts. */
  submittedOn: LegalDate,
  /** Mean of the three aspects, 4 decimals. */
  score: DecimalText,
};

/**
 * Somebody who was served says how it was. Its id comes from the code by a keyed hash, so that the log ties it to no served
 * case. It counts from here on, unless it is quarantined in the same moment or later. Stream `review-<reviewId>`; subject, where
 * there is a text: a person of its own, of whom nothing else is known.
 * @source domain.md 9.1, 9.2
 */
export const reviewSubmitted = defineEvent({
  type: 'ReviewSubmitted',
  version: 1,
  status: 'COUNTED',
  data: Type.Object({
    ...about,
    aspects: Type.Object({ speed: Mark, accuracy: Mark, courtesy: Mark }, { additionalProperties: false }),
    /** Null where nothing was written. */
    text: Personal(FreeText),
    /** Where something was: the first instant at which it is no longer kept. The marks are. @source domain.md 2.6 */
    textUntil: Type.Optional(Instant),
  }),
});
export type ReviewSubmitted = EventOf<typeof reviewSubmitted>;

/** It looks made up, and does not count until somebody has decided. */
export const reviewQuarantined = defineEvent({
  type: 'ReviewQuarantined',
  version: 1,
  status: 'QUARANTINED',
  data: Type.Object({ ...about, why: OneOf(QUARANTINE_REASONS) }),
});
export type ReviewQuarantined = EventOf<typeof reviewQuarantined>;

/** A complaint officer who is not concerned found it genuine: it counts. Why is the reason (OVERRIDE). */
export const reviewReleased = defineEvent({
  type: 'ReviewReleased',
  version: 1,
  status: 'COUNTED',
  data: Type.Object({ ...about, decidedBy: Uuid }),
});
export type ReviewReleased = EventOf<typeof reviewReleased>;

/**
 * It does not count. Why is the reason (REJECTION); `decidedBy` is null where it follows from a complaint that was found
 * groundless.
 */
export const reviewExcluded = defineEvent({
  type: 'ReviewExcluded',
  version: 1,
  status: 'EXCLUDED',
  data: Type.Object({
    ...about,
    ground: OneOf(EXCLUSION_GROUNDS),
    decidedBy: Type.Union([Uuid, Type.Null()]),
  }),
});
export type ReviewExcluded = EventOf<typeof reviewExcluded>;

/**
 * What somebody wrote is kept no more: the key of it goes with this fact, the marks stay. It says nothing of whether the review counts.
 * @source domain.md 2.6
 */
export const reviewTextErased = defineEvent({
  type: 'ReviewTextErased',
  version: 1,
  data: Type.Object({ reviewId: Uuid, reviewerId: Uuid }),
});
export type ReviewTextErased = EventOf<typeof reviewTextErased>;

/**
 * A device stands in an office: what is reviewed from it is quarantined. Only its keyed hash is known.
 * Stream `staff-device-<naturalId('staff-device', deviceKey)>`.
 */
export const staffDeviceRegistered = defineEvent({
  type: 'StaffDeviceRegistered',
  version: 1,
  data: Type.Object({ deviceKey: Sha256, unitId: Uuid }),
});
export type StaffDeviceRegistered = EventOf<typeof staffDeviceRegistered>;
