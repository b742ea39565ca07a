import { defineEvent, type EventOf, FreeText, Instant, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What is wrong, in the words of domain.md 10.1; `HEARTBEAT_MISSING` is audit-ledger.md section 4. */
export const ALARM_KINDS = [
  'GAP',
  'HASH_MISMATCH',
  'FORK',
  'CLOCK_SKEW',
  'UNAUTHORISED_WRITER',
  'HEARTBEAT_MISSING',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Which check found it. */
export const ALARM_FINDINGS = [
  /** A number of the source has not arrived, though later ones have or a heartbeat names a higher one. */
  'POS_MISSING',
  /** The number is in the log (or waits) with another event hash. */
  'POS_TAKEN',
  /** The stream's version is in the log with another event hash, or under another number. */
  'VERSION_TAKEN',
  /** The stream's version before this one never came, though its number must have. */
  'VERSION_MISSING',
  /** `prev` does not name the version before. */
  'PREV_DIFFERS',
  /** The stream belongs to another source. */
  'FOREIGN_STREAM',
  /** Nothing has said that the source lives. */
  'SILENCE',
  /** A sign of life that the service's own key did not sign: it is none. */
  'HEARTBEAT_FORGED',
  /** A row of the service's store is not the event that the log has, or not what its own hash and commitment say. */
  'ROW_DIFFERS',
  /** The sealed personal fields of a row are not those of the log, or not what was committed to: exchanged, altered, or taken away. */
  'PERSONAL_DIFFERS',
  /** The store has no row any more for a number that the log has. */
  'ROW_MISSING',
  /** A row of the store never got a number, and does not wait for one: nobody was told of it. */
  'ROW_SUPPRESSED',
  /** A row of the store stands behind the end of its stream: nothing that appends wrote it. */
  'ROW_EXTRA',
  /** A row of the outbox would send something else than the store recorded. */
  'OUTBOX_DIFFERS',
  /** The store says that a stream ends elsewhere than it does. */
  'HEAD_DIFFERS',
  /** The service would give numbers once more that the log has. */
  'NUMBERING_BEHIND',
] as const;
export type AlarmFinding = (typeof ALARM_FINDINGS)[number];

/** Unpadded base64url of a SHA-256. */
const HashText = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/**
 * The ledger found that something is missing, out of order or altered. Once per cause: the stream is
 * `alarm-<naturalId of kind, source and place>`. A conflict stops its source; both sides are kept as evidence.
 * @source domain.md 10.1, audit-ledger.md sections 4 and 5 (`ROW_…`, `OUTBOX_…`, `HEAD_…`: the reconcile)
 */
export const integrityAlarmRaised = defineEvent({
  type: 'IntegrityAlarmRaised',
  version: 1,
  status: 'RAISED',
  data: Type.Object({
    alarmId: Uuid,
    kind: OneOf(ALARM_KINDS),
    finding: OneOf(ALARM_FINDINGS),
    /** The service whose facts are concerned. */
    source: Type.String({ minLength: 1, maxLength: 64 }),
    /** The number of the source at which it shows; of a gap the first missing one, of a silence the last one heard. */
    pos: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    /** The highest number that is known to exist; null where it says nothing. */
    highest: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    stream: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    version: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** Event hash that the log has or expected, and the one that came; of sealed fields (`PERSONAL_DIFFERS`) SHA-256 of the ciphertexts. */
    expected: Type.Union([HashText, Type.Null()]),
    found: Type.Union([HashText, Type.Null()]),
    /** Machine time since when it has been so. */
    since: Instant,
  }),
});
export type IntegrityAlarmRaised = EventOf<typeof integrityAlarmRaised>;

/** An inspector found out why, and closes it: never who raised it. What was found stays. @source domain.md 10.2 */
export const integrityAlarmResolved = defineEvent({
  type: 'IntegrityAlarmResolved',
  version: 1,
  status: 'RESOLVED',
  data: Type.Object({ alarmId: Uuid, resolvedBy: Uuid, rootCause: Personal(FreeText) }),
});
export type IntegrityAlarmResolved = EventOf<typeof integrityAlarmResolved>;
