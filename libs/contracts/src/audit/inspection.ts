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
import { Type } from '@sinclair/typebox';
import { provenEntries, Stream } from './log-entry';

/** How grave a finding is; an inspection with an open SEVERE one does not close. @source domain.md 10.2 */
export const FINDING_SEVERITIES = ['MINOR', 'MODERATE', 'SEVERE'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** 1, 2, 3 … inside the inspection. */
const Ordinal = Type.Integer({ minimum: 1 });
const inspection = { inspectionId: Uuid };
const request = { ...inspection, requestId: Uuid, request: Ordinal };
const finding = { ...inspection, findingId: Uuid, finding: Ordinal };

/** What a finding says, each in words of its own. @source PP 60/2008: condition, criteria, cause, effect, recommendation */
const words = {
  condition: Personal(FreeText),
  criteria: Personal(FreeText),
  cause: Personal(FreeText),
  effect: Personal(FreeText),
  recommendation: Personal(FreeText),
};

/**
 * Somebody with a letter of assignment begins to look. Stream `inspection-<inspectionId>`; the letter is its evidence. No event of it
 * has a subject: its words are kept under the key of the installation.
 * @source domain.md 10.2
 */
export const inspectionOpened = defineEvent({
  type: 'InspectionOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    ...inspection,
    inspectorId: Uuid,
    /** Number and day of the letter of assignment. */
    assignment: Type.Object(
      { number: Type.String({ minLength: 1, maxLength: 100 }), issuedOn: LegalDate },
      { additionalProperties: false },
    ),
    scope: Type.Object(
      {
        units: Type.Array(Uuid, { maxItems: 50 }),
        /** Streams: evaluations, rankings, promotions … */
        objects: Type.Array(Stream, { maxItems: 50 }),
      },
      { additionalProperties: false },
    ),
    /** What is looked at happened between these days, both included. */
    from: LegalDate,
    to: LegalDate,
    question: Personal(FreeText),
  }),
});
export type InspectionOpened = EventOf<typeof inspectionOpened>;

/** A person is asked for evidence. @source domain.md 10.2 */
export const evidenceRequested = defineEvent({
  type: 'EvidenceRequested',
  version: 1,
  data: Type.Object({
    ...request,
    askedOf: Uuid,
    requestedBy: Uuid,
    /** Last day, and the instant at which it is over in the city. */
    dueOn: LegalDate,
    dueAt: Instant,
    what: Personal(FreeText),
  }),
});
export type EvidenceRequested = EventOf<typeof evidenceRequested>;

/** What was given: entries of the log, documents (`evidence` of the envelope), or words. */
export const evidenceProvided = defineEvent({
  type: 'EvidenceProvided',
  version: 1,
  data: Type.Object({
    ...request,
    providedBy: Uuid,
    refs: provenEntries,
    /** Whether it came after its day. */
    late: Type.Boolean(),
    note: Personal(FreeText),
  }),
});
export type EvidenceProvided = EventOf<typeof evidenceProvided>;

/** Nothing was given in time: a fact that is counted, and decides nothing. @source domain.md 2.4 */
export const evidenceOverdue = defineEvent({
  type: 'EvidenceOverdue',
  version: 1,
  data: Type.Object({ ...request, askedOf: Uuid, dueOn: LegalDate }),
});
export type EvidenceOverdue = EventOf<typeof evidenceOverdue>;

/**
 * Another calendar of holidays came into force while a request ran: it has as many working days as before, and never fewer.
 * @source domain.md 2.4
 */
export const evidenceClockMoved = defineEvent({
  type: 'EvidenceClockMoved',
  version: 1,
  data: Type.Object({ ...request, askedOf: Uuid, dueOn: LegalDate, dueAt: Instant, insteadOf: Instant }),
});
export type EvidenceClockMoved = EventOf<typeof evidenceClockMoved>;

const about = {
  unitId: Uuid,
  /** The stream that it is about; null: the unit's practice. */
  about: Type.Union([Stream, Type.Null()]),
  severity: OneOf(FINDING_SEVERITIES),
};

/** The unit reads what will be said of it, and may reply until `replyBy` is over. @source domain.md 10.2 */
export const draftFindingShared = defineEvent({
  type: 'DraftFindingShared',
  version: 1,
  data: Type.Object({
    ...finding,
    ...about,
    sharedBy: Uuid,
    replyBy: LegalDate,
    replyOverAt: Instant,
    ...words,
  }),
});
export type DraftFindingShared = EventOf<typeof draftFindingShared>;

export const draftReplied = defineEvent({
  type: 'DraftReplied',
  version: 1,
  data: Type.Object({ ...finding, repliedBy: Uuid, reply: Personal(FreeText) }),
});
export type DraftReplied = EventOf<typeof draftReplied>;

/** What was found, with what it rests on. Followed up until `followUpBy` is over. @source domain.md 10.2, PP 60/2008 */
export const findingIssued = defineEvent({
  type: 'FindingIssued',
  version: 1,
  data: Type.Object({
    ...finding,
    ...about,
    issuedBy: Uuid,
    refs: provenEntries,
    followUpBy: LegalDate,
    followUpOverAt: Instant,
    ...words,
  }),
});
export type FindingIssued = EventOf<typeof findingIssued>;

/** What the unit says to it. */
export const findingAnswered = defineEvent({
  type: 'FindingAnswered',
  version: 1,
  data: Type.Object({ ...finding, answeredBy: Uuid, accepts: Type.Boolean(), answer: Personal(FreeText) }),
});
export type FindingAnswered = EventOf<typeof findingAnswered>;

/** What the unit did. */
export const followUpReported = defineEvent({
  type: 'FollowUpReported',
  version: 1,
  data: Type.Object({ ...finding, reportedBy: Uuid, done: Personal(FreeText) }),
});
export type FollowUpReported = EventOf<typeof followUpReported>;

export const followUpAccepted = defineEvent({
  type: 'FollowUpAccepted',
  version: 1,
  data: Type.Object({ ...finding, acceptedBy: Uuid }),
});
export type FollowUpAccepted = EventOf<typeof followUpAccepted>;

/** It does not do; why is the reason (RETURN). The day it is due stays. */
export const followUpReturned = defineEvent({
  type: 'FollowUpReturnedByInspector',
  version: 1,
  data: Type.Object({
    ...finding,
    /** Whose finding it is; left out in what was recorded before it was said. */
    unitId: Type.Optional(Uuid),
    returnedBy: Uuid,
    followUpBy: LegalDate,
    followUpOverAt: Instant,
  }),
});
export type FollowUpReturned = EventOf<typeof followUpReturned>;

/** Nothing was reported in time. @source domain.md 10.2 */
export const followUpOverdue = defineEvent({
  type: 'FollowUpOverdue',
  version: 1,
  data: Type.Object({ ...finding, unitId: Uuid, followUpBy: LegalDate }),
});
export type FollowUpOverdue = EventOf<typeof followUpOverdue>;

export const inspectionClosed = defineEvent({
  type: 'InspectionClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ ...inspection, closedBy: Uuid, summary: Personal(FreeText) }),
});
export type InspectionClosed = EventOf<typeof inspectionClosed>;
