import {
  defineEvent,
  DOCUMENT_MEDIA_TYPES,
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
import { FINDING_SEVERITIES } from '../audit/inspection';

/** What it is about, in the filer's words from a list; the class is the officer's finding. */
export const COMPLAINT_CATEGORIES = [
  'SERVICE_TIME',
  'PROCEDURE',
  'FEE',
  'STAFF_CONDUCT',
  'FACILITY',
  'INFORMATION',
  'ABUSE_OF_OFFICE',
  'OTHER',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/**
 * Which clock an answer has: light, a question of rules, of service without oversight, or of abuse, which takes oversight.
 * @source Perpres 76/2013; PermenPANRB 62/2018
 */
export const COMPLAINT_CLASSES = ['LIGHT', 'NORMATIVE', 'NON_OVERSIGHT', 'OVERSIGHT'] as const;
export type ComplaintClass = (typeof COMPLAINT_CLASSES)[number];

export const COMPLAINT_CHANNELS = ['WEB', 'COUNTER', 'PHONE', 'LETTER'] as const;
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number];

/** Clocks of which one can be overdue. */
export const COMPLAINT_CLOCKS = ['VERIFY', 'ANSWER'] as const;
export type ComplaintClock = (typeof COMPLAINT_CLOCKS)[number];

/** Who looks at it after a dispute: the unit again, or the city's inspectorate. */
export const COMPLAINT_LEVELS = ['UNIT', 'INSPECTORATE'] as const;
export type ComplaintLevel = (typeof COMPLAINT_LEVELS)[number];

/** 12 characters of Crockford's base 32, without the dashes that people type. */
const Code = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{12}$' });

const id = { complaintId: Uuid };
/** Where it belongs, for those who count. */
const place = { ...id, unitId: Type.Union([Uuid, Type.Null()]) };

/** How somebody can be reached. */
const Contact = Personal(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200 }),
      email: Type.Union([Type.String({ maxLength: 254 }), Type.Null()]),
      phone: Type.Union([Type.String({ maxLength: 32 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
);

/** The first instant at which the contact is no longer kept, where one was given. @source domain.md 2.6 */
const kept = { contactUntil: Type.Optional(Instant) };

/**
 * Somebody complains, with a name or without one, and without login. What is said and who says it are sealed under a key of this
 * complaint alone (`complainantId`), which can be destroyed. Stream `complaint-<complaintId>`.
 * @source Perpres 76/2013; PermenPANRB 62/2018; domain.md 9.1
 */
export const complaintFiled = defineEvent({
  type: 'ComplaintFiled',
  version: 1,
  status: 'FILED',
  data: Type.Object({
    ...place,
    complainantId: Uuid,
    category: OneOf(COMPLAINT_CATEGORIES),
    channel: OneOf(COMPLAINT_CHANNELS),
    /** False: anonymous. */
    named: Type.Boolean(),
    text: Personal(FreeText),
    /** As it was said before contacts had a fact of their own; null since then. */
    contact: Contact,
    trackingCode: Personal(Code),
    /** Keyed hash of the code: it finds the complaint again, and tells nobody the code. */
    trackingKey: Sha256,
    /** Who served, where the filer gave the code of a receipt. */
    aboutEmployeeId: Type.Union([Uuid, Type.Null()]),
    /** The review of the same receipt, which counts no more should this be found groundless. */
    reviewId: Type.Union([Uuid, Type.Null()]),
    filedAt: Instant,
    filedOn: LegalDate,
    /** The first instant at which verifying comes too late. */
    verifyDueAt: Instant,
  }),
});
export type ComplaintFiled = EventOf<typeof complaintFiled>;

/**
 * Who complains says how to reach them. Sealed under a key of this contact alone (`contactId`), which is destroyed when its time is over;
 * what was said stays. @source domain.md 2.6
 */
export const complaintContactGiven = defineEvent({
  type: 'ComplaintContactGiven',
  version: 1,
  data: Type.Object({ ...place, contactId: Uuid, contact: Contact }),
});
export type ComplaintContactGiven = EventOf<typeof complaintContactGiven>;

/** The complaint has been over for so long that its contact is kept no more: the key goes with this fact. @source domain.md 2.6 */
export const complaintContactErased = defineEvent({
  type: 'ComplaintContactErased',
  version: 1,
  data: Type.Object({ ...place, contactId: Uuid }),
});
export type ComplaintContactErased = EventOf<typeof complaintContactErased>;

/** Ours, and of this class: the clock of the answer runs. */
export const complaintVerified = defineEvent({
  type: 'ComplaintVerified',
  version: 1,
  status: 'VERIFIED',
  data: Type.Object({
    ...place,
    class: OneOf(COMPLAINT_CLASSES),
    verifiedBy: Uuid,
    /** Whom it is about, where it is about somebody. */
    aboutEmployeeId: Type.Union([Uuid, Type.Null()]),
    /** The first instant at which an answer comes too late. */
    dueAt: Instant,
  }),
});
export type ComplaintVerified = EventOf<typeof complaintVerified>;

/** More is needed of the complainant; what is the reason (RETURN). No clock runs until it is given. */
export const complaintReturned = defineEvent({
  type: 'ComplaintReturned',
  version: 1,
  status: 'RETURNED',
  data: Type.Object({ ...place, returnedBy: Uuid, ...kept }),
});
export type ComplaintReturned = EventOf<typeof complaintReturned>;

/** The complainant gave what was asked for. */
export const complaintSupplemented = defineEvent({
  type: 'ComplaintSupplemented',
  version: 1,
  status: 'FILED',
  data: Type.Object({ ...place, text: Personal(FreeText), verifyDueAt: Instant }),
});
export type ComplaintSupplemented = EventOf<typeof complaintSupplemented>;

/**
 * The complainant gave a document; the file is kept apart from the log, sealed as the words are, and its SHA-256 stands among the
 * evidence too.
 */
export const complaintDocumentAttached = defineEvent({
  type: 'ComplaintDocumentAttached',
  version: 1,
  data: Type.Object({
    ...place,
    sha256: Sha256,
    mediaType: OneOf(DOCUMENT_MEDIA_TYPES),
    /** Bytes. */
    size: Type.Integer({ minimum: 1 }),
  }),
});
export type ComplaintDocumentAttached = EventOf<typeof complaintDocumentAttached>;

/** Not the city's: it goes to who can help. Why is the reason (RETURN). */
export const complaintForwarded = defineEvent({
  type: 'ComplaintForwarded',
  version: 1,
  status: 'FORWARDED',
  data: Type.Object({
    ...place,
    /** The institution. */
    to: Type.String({ minLength: 1, maxLength: 200 }),
    forwardedBy: Uuid,
    ...kept,
  }),
});
export type ComplaintForwarded = EventOf<typeof complaintForwarded>;

/** A unit has to answer. */
export const complaintAssigned = defineEvent({
  type: 'ComplaintAssigned',
  version: 1,
  status: 'ASSIGNED',
  data: Type.Object({ ...id, unitId: Uuid, assignedBy: Uuid }),
});
export type ComplaintAssigned = EventOf<typeof complaintAssigned>;

/** The head of the unit, or an officer, has somebody of the unit answer in its place; until it is assigned anew. */
export const complaintDelegated = defineEvent({
  type: 'ComplaintDelegated',
  version: 1,
  data: Type.Object({ ...id, unitId: Uuid, to: Uuid, delegatedBy: Uuid }),
});
export type ComplaintDelegated = EventOf<typeof complaintDelegated>;

/** The unit has begun to work on it. */
export const complaintTakenUp = defineEvent({
  type: 'ComplaintTakenUp',
  version: 1,
  status: 'IN_PROGRESS',
  data: Type.Object({ ...id, unitId: Uuid, takenUpBy: Uuid }),
});
export type ComplaintTakenUp = EventOf<typeof complaintTakenUp>;

/** What was found: whether the complaint is right, and against whom. */
const finding = {
  /** The employee against whom it is proven; null where it is against nobody by name, or not proven. */
  provenAgainst: Type.Union([Uuid, Type.Null()]),
  /** There was nothing to it. */
  groundless: Type.Boolean(),
};

/** The unit answers, and says what it did. */
export const complaintAnswered = defineEvent({
  type: 'ComplaintAnswered',
  version: 1,
  status: 'ANSWERED',
  data: Type.Object({
    ...id,
    unitId: Uuid,
    answeredBy: Uuid,
    answer: Personal(FreeText),
    /** What was done about it. */
    action: Personal(FreeText),
    ...finding,
    answeredAt: Instant,
    answeredOn: LegalDate,
    /** By the clock of its class. */
    onTime: Type.Boolean(),
    /** The first instant at which it closes by itself. */
    closesAt: Instant,
  }),
});
export type ComplaintAnswered = EventOf<typeof complaintAnswered>;

/** Who of the unit has to answer in its head's place, as it stood when the clock was set; left out: the unit itself. */
const answering = { delegateId: Type.Optional(Uuid) };

/** The answer does not satisfy. Why is the reason (OBJECTION). */
export const complaintReopened = defineEvent({
  type: 'ComplaintReopened',
  version: 1,
  status: 'REOPENED',
  data: Type.Object({
    ...id,
    unitId: Uuid,
    /** How often it was disputed, this time included. */
    disputes: Type.Integer({ minimum: 1 }),
    level: OneOf(COMPLAINT_LEVELS),
    /** For the new answer; null at the inspectorate, which has no clock here. */
    dueAt: Type.Union([Instant, Type.Null()]),
    ...answering,
  }),
});
export type ComplaintReopened = EventOf<typeof complaintReopened>;

/** A holiday was added while a clock ran: it ends later. Never earlier. @source domain.md 2.4 */
export const complaintClockMoved = defineEvent({
  type: 'ComplaintClockMoved',
  version: 1,
  data: Type.Object({
    ...place,
    clock: OneOf(COMPLAINT_CLOCKS),
    /** The first instant that is too late now, and the one that was until now. */
    dueAt: Instant,
    insteadOf: Instant,
    ...answering,
  }),
});
export type ComplaintClockMoved = EventOf<typeof complaintClockMoved>;

/** A clock ran out: a fact that is counted, and decides nothing. @source domain.md 2.4 */
export const complaintOverdue = defineEvent({
  type: 'ComplaintOverdue',
  version: 1,
  data: Type.Object({ ...place, clock: OneOf(COMPLAINT_CLOCKS), dueAt: Instant }),
});
export type ComplaintOverdue = EventOf<typeof complaintOverdue>;

/** It is settled. */
export const complaintClosed = defineEvent({
  type: 'ComplaintClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({
    ...id,
    unitId: Uuid,
    class: OneOf(COMPLAINT_CLASSES),
    category: OneOf(COMPLAINT_CATEGORIES),
    /** Null: nobody replied in time. */
    satisfied: Type.Union([Type.Boolean(), Type.Null()]),
    ...finding,
    /** Who found that: who answered last. Left out where it was closed before this was recorded. */
    answeredBy: Type.Optional(Uuid),
    reviewId: Type.Union([Uuid, Type.Null()]),
    filedOn: LegalDate,
    /** Of the first answer. */
    answeredOn: LegalDate,
    /** First answer − filing, in whole minutes: the response time (domain.md 9.2). */
    responseMinutes: Type.Integer({ minimum: 0 }),
    /** Whether every answer came in its time. */
    onTime: Type.Boolean(),
    /**
     * Which inspection ended it, and with what; its words stand in the facts of that. Null: it was closed without a finding about the
     * complaint. Left out: the complainant or time closed it.
     */
    inspection: Type.Optional(
      Type.Object(
        {
          inspectionId: Uuid,
          finding: Type.Union([
            Type.Object(
              { findingId: Uuid, severity: OneOf(FINDING_SEVERITIES) },
              { additionalProperties: false },
            ),
            Type.Null(),
          ]),
        },
        { additionalProperties: false },
      ),
    ),
    ...kept,
  }),
});
export type ComplaintClosed = EventOf<typeof complaintClosed>;
