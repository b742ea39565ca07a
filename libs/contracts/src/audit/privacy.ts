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
import { provenEntries } from './log-entry';

/** What a person may ask about their data: see it, have it put right, have it erased, object to its use. @source UU 27/2022; domain.md 10.2 */
export const DATA_REQUEST_KINDS = ['ACCESS', 'CORRECT', 'ERASE', 'OBJECT'] as const;
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number];

/** Why a request is refused. @source domain.md 2.6; audit-ledger.md section 3 */
export const DATA_REQUEST_GROUNDS = ['RETENTION_REQUIRED', 'LEGAL_HOLD', 'NOT_JUSTIFIED'] as const;
export type DataRequestGround = (typeof DATA_REQUEST_GROUNDS)[number];

/** What an erasure rests on: the person's wish, the end of the time for which the archive is kept, a judgment. */
export const ERASURE_BASES = ['REQUEST', 'RETENTION_ENDED', 'COURT_ORDER'] as const;
export type ErasureBasis = (typeof ERASURE_BASES)[number];

/** Why nothing about a person may be erased. */
export const HOLD_GROUNDS = ['COURT_ORDER', 'FINDING', 'OBJECTION'] as const;
export type HoldGround = (typeof HOLD_GROUNDS)[number];

const about = { personId: Uuid };
const request = {
  ...about,
  requestId: Uuid,
  /** 1, 2, 3 … of this person. */
  request: Type.Integer({ minimum: 1 }),
  kind: OneOf(DATA_REQUEST_KINDS),
};

/**
 * A person asks about their own data, or somebody at the counter writes it down for them. Everything about one person stands in one
 * stream, `privacy-<uuid of the person's id>`, so that no hold and no erasure pass each other. Subject: the person.
 * @source domain.md 10.2, 2.6; UU 27/2022
 */
export const dataRequestFiled = defineEvent({
  type: 'DataRequestFiled',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    ...request,
    /** The officer who filed it for the person; null: the person. */
    filedBy: Type.Union([Uuid, Type.Null()]),
    /** The first instant at which an answer comes too late. */
    dueAt: Instant,
    /** What is asked, in words; null where the kind says it all. */
    text: Personal(FreeText),
  }),
});
export type DataRequestFiled = EventOf<typeof dataRequestFiled>;

/** It is done. Of a correction the facts that made it are named. */
export const dataRequestFulfilled = defineEvent({
  type: 'DataRequestFulfilled',
  version: 1,
  status: 'FULFILLED',
  data: Type.Object({
    ...request,
    handledBy: Uuid,
    late: Type.Boolean(),
    refs: provenEntries,
    answer: Personal(FreeText),
  }),
});
export type DataRequestFulfilled = EventOf<typeof dataRequestFulfilled>;

/** It is refused; why in words is the reason (REJECTION). */
export const dataRequestRefused = defineEvent({
  type: 'DataRequestRefused',
  version: 1,
  status: 'REFUSED',
  data: Type.Object({
    ...request,
    ground: OneOf(DATA_REQUEST_GROUNDS),
    /** The last day of what stands against it, as far as it is known; then it is laid before the officer again. */
    until: Type.Union([LegalDate, Type.Null()]),
    /** When that day is over in the city. */
    untilOverAt: Type.Union([Instant, Type.Null()]),
    handledBy: Uuid,
    late: Type.Boolean(),
  }),
});
export type DataRequestRefused = EventOf<typeof dataRequestRefused>;

/** What stood against a request that was refused is over: the officer decides it anew, without anybody asking again. @source domain.md 2.6 */
export const dataRequestLaidAgain = defineEvent({
  type: 'DataRequestLaidAgain',
  version: 1,
  status: 'OPEN',
  data: Type.Object({ ...request, dueAt: Instant }),
});
export type DataRequestLaidAgain = EventOf<typeof dataRequestLaidAgain>;

/** Nobody answered in time: a fact that is counted, and decides nothing. @source domain.md 2.4, 10.2 */
export const dataRequestOverdue = defineEvent({
  type: 'DataRequestOverdue',
  version: 1,
  data: Type.Object({ ...request, dueAt: Instant }),
});
export type DataRequestOverdue = EventOf<typeof dataRequestOverdue>;

/** Nothing about the person is erased from here on; why in words is the reason. Subject: the person. @source audit-ledger.md section 3 */
export const legalHoldPlaced = defineEvent({
  type: 'LegalHoldPlaced',
  version: 1,
  status: 'HELD',
  data: Type.Object({
    ...about,
    holdId: Uuid,
    ground: OneOf(HOLD_GROUNDS),
    /** The case that it is for, as the court or the inspectorate numbers it. */
    caseNumber: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$' }),
    /** Its last day; null: until it is lifted. */
    until: Type.Union([LegalDate, Type.Null()]),
    placedBy: Uuid,
    /** As inspector or as data officer. */
    placedAs: OneOf(['inspector', 'hr_admin']),
  }),
});
export type LegalHoldPlaced = EventOf<typeof legalHoldPlaced>;

/** Why is the reason (CANCELLATION). */
export const legalHoldLifted = defineEvent({
  type: 'LegalHoldLifted',
  version: 1,
  status: 'LIFTED',
  data: Type.Object({ ...about, holdId: Uuid, liftedBy: Uuid }),
});
export type LegalHoldLifted = EventOf<typeof legalHoldLifted>;

/**
 * The key of a person is destroyed: whatever was sealed under it is unreadable in every copy, and every service lets go of what it
 * keeps beside (domain.md 2.6). Commitments, counts and proofs stay. It has no subject, since nobody has a pseudonym any more. In
 * public the log says what was erased on which basis, never whom.
 * @source domain.md 2.6, 10.2; audit-ledger.md section 3
 */
export const subjectKeyDestroyed = defineEvent({
  type: 'SubjectKeyDestroyed',
  version: 1,
  status: 'ERASED',
  data: Type.Object({
    /** Whose key; a person who had several ids has a fact for each. */
    subjectId: Uuid,
    requestId: Uuid,
    basis: OneOf(ERASURE_BASES),
    /** Class of the archive in the city's retention schedule (JRA), where the basis is its end. */
    archiveCode: Type.Union([Type.String({ pattern: '^[0-9A-Z][0-9A-Z.]{0,29}$' }), Type.Null()]),
    /** How many entries of the log had something sealed under the key. */
    entries: Type.Integer({ minimum: 0 }),
    approvedBy: Uuid,
  }),
  publicly: {
    as: 'erased',
    of: ({ basis, archiveCode, entries }) => ({
      ...{ scope: 'person', basis, entries },
      ...(archiveCode === null ? {} : { archiveCode }),
    }),
  },
});
export type SubjectKeyDestroyed = EventOf<typeof subjectKeyDestroyed>;
