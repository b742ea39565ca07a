import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  OneOf,
  Personal,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { COMPONENTS, STAGES, SUBTESTS } from './selection';

/**
 * What an objection (sanggah) is about. The last two are the applicant's own doing and never heard: a document that was handed
 * in late, or was the wrong one. @source PermenPANRB 6/2024; domain.md 4.2
 */
export const SANGGAH_GROUNDS = [
  'VERIFICATION',
  'SCORE',
  'RANKING',
  'PROCEDURE',
  'OWN_LATE_DOCUMENT',
  'OWN_WRONG_DOCUMENT',
] as const;
export type SanggahGround = (typeof SANGGAH_GROUNDS)[number];

/** The scores that a decision can correct. */
export const CORRECTABLE_SCORES = [...SUBTESTS, ...COMPONENTS] as const;
export type CorrectableScore = (typeof CORRECTABLE_SCORES)[number];

export const SANGGAH_OUTCOMES = ['UPHELD', 'PARTLY_UPHELD', 'DISMISSED'] as const;
export type SanggahOutcome = (typeof SANGGAH_OUTCOMES)[number];

const about = { objectionId: Uuid, applicationId: Uuid, vacancyId: Uuid };
const stage = OneOf(STAGES);

/** The score as it should be. SKD subtests and the parts of a PPPK's test in points, other components in percent with 3 decimals. */
const proposed = Type.Union([
  Type.Object({ component: OneOf(CORRECTABLE_SCORES), value: DecimalText }, { additionalProperties: false }),
  Type.Null(),
]);

/** What a decision changed. */
const correction = Type.Union([
  Type.Object(
    { component: OneOf(CORRECTABLE_SCORES), old: DecimalText, new: DecimalText },
    { additionalProperties: false },
  ),
  Type.Null(),
]);

/**
 * An applicant contests the published result of a stage; the documents relied on are its evidence. Stream `objection-<uuidv5(application|stage|ground|version)>`;
 * subject: the applicant. @source PermenPANRB 6/2024; domain.md 4.2
 */
export const objectionFiled = defineEvent({
  type: 'ObjectionFiled',
  version: 1,
  status: 'FILED',
  data: Type.Object({
    ...about,
    applicantId: Uuid,
    stage,
    /** The version of the published result that is contested. */
    resultVersion: Type.Integer({ minimum: 1 }),
    ground: OneOf(SANGGAH_GROUNDS),
    text: Personal(FreeText),
    /** The first instant at which an answer comes too late. */
    answerDueAt: Instant,
  }),
});
export type ObjectionFiled = EventOf<typeof objectionFiled>;

/** A member of the committee has opened a document of an objection: nobody votes on evidence unseen. */
export const objectionEvidenceRead = defineEvent({
  type: 'ObjectionEvidenceRead',
  version: 1,
  data: Type.Object({ objectionId: Uuid, readBy: Uuid, sha256: Sha256 }),
});
export type ObjectionEvidenceRead = EventOf<typeof objectionEvidenceRead>;

/** A member of the committee votes; until the objection is decided a later vote of the same member takes its place. */
export const objectionVoteCast = defineEvent({
  type: 'ObjectionVoteCast',
  version: 1,
  data: Type.Object({
    objectionId: Uuid,
    voter: Uuid,
    outcome: OneOf(SANGGAH_OUTCOMES),
    correction: proposed,
    reasons: Personal(FreeText),
  }),
});
export type ObjectionVoteCast = EventOf<typeof objectionVoteCast>;

const decision = {
  ...about,
  stage,
  /** Who formed the majority, sorted. */
  majority: Type.Array(Uuid, { minItems: 1 }),
  /** How many might vote: the committee without those who scored or verified this candidate. */
  electorate: Type.Integer({ minimum: 1 }),
  /** Those of the vote that completed the majority; the others' stand in their votes. */
  reasons: Personal(FreeText),
};

/** The objection is right. Where a score was wrong, `ScoreCorrected` stands in the application's stream. */
export const objectionUpheld = defineEvent({
  type: 'ObjectionUpheld',
  version: 1,
  status: 'UPHELD',
  data: Type.Object({ ...decision, correction }),
});
export type ObjectionUpheld = EventOf<typeof objectionUpheld>;

/** The objection is right in part. */
export const objectionPartlyUpheld = defineEvent({
  type: 'ObjectionPartlyUpheld',
  version: 1,
  status: 'PARTLY_UPHELD',
  data: Type.Object({ ...decision, correction }),
});
export type ObjectionPartlyUpheld = EventOf<typeof objectionPartlyUpheld>;

/** The objection is not right; nothing changes. */
export const objectionDismissed = defineEvent({
  type: 'ObjectionDismissed',
  version: 1,
  status: 'DISMISSED',
  data: Type.Object(decision),
});
export type ObjectionDismissed = EventOf<typeof objectionDismissed>;

/** The committee has let the time for its answer pass. It decides nothing in either direction. @source domain.md 2.4 */
export const objectionOverdue = defineEvent({
  type: 'ObjectionOverdue',
  version: 1,
  data: Type.Object({ ...about, stage, answerDueAt: Instant }),
});
export type ObjectionOverdue = EventOf<typeof objectionOverdue>;

/**
 * A score was wrong, and is this from now on; the fact that said otherwise stays. Stream `application-<applicationId>`, in one
 * transaction with the decision that it follows from; why is its reason (CORRECTION). @source domain.md 2.1, 4.2
 */
export const scoreCorrected = defineEvent({
  type: 'ScoreCorrected',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    component: OneOf(CORRECTABLE_SCORES),
    /** Points of a subtest, or percent with 3 decimals. */
    old: DecimalText,
    new: DecimalText,
    /** The event that said `old`. */
    correctsEventId: Uuid,
    objectionId: Uuid,
  }),
});
export type ScoreCorrected = EventOf<typeof scoreCorrected>;
