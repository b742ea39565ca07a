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
import { type Static, Type } from '@sinclair/typebox';
import { PolicyKey } from './policy-seeded';

/** Why a review begins. @source domain.md 8.1 */
export const REVIEW_TRIGGERS = [
  'CALENDAR',
  'IKM_LOW',
  'AUDIT',
  'OBJECTION_RATE',
  'DISTRIBUTION',
  'COMPLAINTS',
] as const;
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];

export const REVIEW_VERDICTS = ['KEEP', 'ADJUST', 'REPEAL'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

const about = { reviewId: Uuid, policy: PolicyKey };
const Version = Type.Integer({ minimum: 1 });

/**
 * When a policy is looked at next. Stream `policy-review-<reviewId>`, reviewId = naturalId('policy-review', key, trigger, basis); of
 * the calendar the basis is the day. @source domain.md 8.1 (Bukittinggi)
 */
export const policyReviewScheduled = defineEvent({
  type: 'PolicyReviewScheduled',
  version: 1,
  status: 'SCHEDULED',
  data: Type.Object({ ...about, dueOn: LegalDate, dueAt: Instant }),
});
export type PolicyReviewScheduled = EventOf<typeof policyReviewScheduled>;

/** A review begins, of the version in force; what it finds is due until `findingsDueOn` is over. */
export const policyReviewStarted = defineEvent({
  type: 'PolicyReviewStarted',
  version: 1,
  status: 'RUNNING',
  data: Type.Object({
    ...about,
    version: Version,
    trigger: OneOf(REVIEW_TRIGGERS),
    /** What it began for, in words or numbers of the rule that fired; empty for the calendar. */
    basis: Type.String({ maxLength: 300 }),
    startedOn: LegalDate,
    findingsDueOn: LegalDate,
    findingsDueAt: Instant,
    /** By which the version said that it would be measured. */
    measures: Type.Array(Type.String({ minLength: 1, maxLength: 200 })),
  }),
});
export type PolicyReviewStarted = EventOf<typeof policyReviewStarted>;

/** The findings are late: a fact that is counted, and decides nothing. @source domain.md 2.4 */
export const policyReviewOverdue = defineEvent({
  type: 'PolicyReviewOverdue',
  version: 1,
  data: Type.Object({ ...about, findingsDueOn: LegalDate }),
});
export type PolicyReviewOverdue = EventOf<typeof policyReviewOverdue>;

const what = { what: Type.String({ minLength: 1, maxLength: 500 }), due: LegalDate };
const Action = Type.Object(what, { additionalProperties: false });
/** An action that is agreed: who does it, until when. */
const AgreedAction = Type.Object(
  { action: Type.Integer({ minimum: 1 }), ...what, owner: Uuid },
  { additionalProperties: false },
);
export type AgreedAction = Static<typeof AgreedAction>;

/** What the review found: every outcome measure with what became of it. @source domain.md 8.1 */
export const policyReviewed = defineEvent({
  type: 'PolicyReviewed',
  version: 1,
  status: 'FINDINGS_PUBLISHED',
  data: Type.Object({
    ...about,
    version: Version,
    measures: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 200 }),
          target: Type.String({ minLength: 1, maxLength: 200 }),
          actual: Type.String({ minLength: 1, maxLength: 200 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    verdict: OneOf(REVIEW_VERDICTS),
    /** Proposed, each with its date. */
    actions: Type.Array(Action),
    reviewedBy: Uuid,
  }),
});
export type PolicyReviewed = EventOf<typeof policyReviewed>;

/** The leadership agreed what is done, by whom and until when. */
export const reviewActionsAgreed = defineEvent({
  type: 'ReviewActionsAgreed',
  version: 1,
  status: 'ACTIONS_AGREED',
  data: Type.Object({ ...about, actions: Type.Array(AgreedAction), agreedBy: Uuid }),
});
export type ReviewActionsAgreed = EventOf<typeof reviewActionsAgreed>;

/** One of them is done. */
export const reviewActionDone = defineEvent({
  type: 'ReviewActionDone',
  version: 1,
  data: Type.Object({
    ...about,
    action: Type.Integer({ minimum: 1 }),
    doneOn: LegalDate,
    /** Whether all of them are now. */
    last: Type.Boolean(),
    note: Personal(FreeText),
    recordedBy: Uuid,
  }),
});
export type ReviewActionDone = EventOf<typeof reviewActionDone>;
