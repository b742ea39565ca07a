import { defineEvent, type EventOf, FreeText, Instant, OneOf, Personal, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { STAGES } from './selection';

/** What is noted of a session that keeps a rule late: allowed, and recorded. */
export const CLARIFICATION_MARKS = ['CLARIFICATION_LATE'] as const;
export type ClarificationMark = (typeof CLARIFICATION_MARKS)[number];

const marks = Type.Array(OneOf(CLARIFICATION_MARKS));

/**
 * The committee will explain the published result of a stage. Stream `clarification-<clarificationId>`. Later than
 * `rec.clarification.withinDays` after the result it is marked so, and says why in its reason (LATE).
 * @source domain.md 4.2
 */
export const clarificationScheduled = defineEvent({
  type: 'ClarificationScheduled',
  version: 1,
  status: 'SCHEDULED',
  data: Type.Object({
    clarificationId: Uuid,
    vacancyId: Uuid,
    stage: OneOf(STAGES),
    /** The version of the result that it explains. */
    resultVersion: Type.Integer({ minimum: 1 }),
    /** When the session begins. */
    startsAt: Instant,
    /** Where, or the address of the meeting. */
    place: Type.String({ minLength: 1, maxLength: 300 }),
    scheduledBy: Uuid,
    /** The first instant at which it comes late. */
    dueAt: Instant,
    marks,
  }),
});
export type ClarificationScheduled = EventOf<typeof clarificationScheduled>;

/** An applicant of the vacancy asks beforehand. Subject: the applicant. */
export const clarificationAsked = defineEvent({
  type: 'ClarificationAsked',
  version: 1,
  data: Type.Object({
    clarificationId: Uuid,
    vacancyId: Uuid,
    /** 1, 2, … in the session. */
    questionNo: Type.Integer({ minimum: 1 }),
    askedBy: Uuid,
    question: Personal(FreeText),
  }),
});
export type ClarificationAsked = EventOf<typeof clarificationAsked>;

/** The session took place. Questions and answers stand in the same order; they can name people, and are kept sealed. */
export const clarificationHeld = defineEvent({
  type: 'ClarificationHeld',
  version: 1,
  status: 'HELD',
  data: Type.Object({
    clarificationId: Uuid,
    vacancyId: Uuid,
    /** Who recorded it. */
    heldBy: Uuid,
    /** When it began. */
    heldAt: Instant,
    /** The people who came, sorted. */
    attendees: Type.Array(Uuid),
    questions: Personal(Type.Array(FreeText)),
    answers: Personal(Type.Array(FreeText)),
    marks,
  }),
});
export type ClarificationHeld = EventOf<typeof clarificationHeld>;

/** Its minutes are public; the file is kept apart from the log. */
export const clarificationMinutesPublished = defineEvent({
  type: 'ClarificationMinutesPublished',
  version: 1,
  status: 'MINUTES_PUBLISHED',
  data: Type.Object({ clarificationId: Uuid, vacancyId: Uuid, publishedBy: Uuid, sha256: Sha256 }),
});
export type ClarificationMinutesPublished = EventOf<typeof clarificationMinutesPublished>;
