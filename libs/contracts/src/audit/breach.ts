import { defineEvent, type EventOf, FreeText, Instant, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What kind of personal data was concerned. */
export const BREACH_DATA = [
  'IDENTITY',
  'CONTACT',
  'BIRTH_DATE',
  'HEALTH',
  'PSYCHOLOGICAL',
  'DOCUMENTS',
  'FREE_TEXT',
] as const;
export type BreachData = (typeof BREACH_DATA)[number];

/** To whom a breach is notified in writing: the authority, those whose data it is, and the public where services are disturbed. */
export const BREACH_ADDRESSEES = ['AUTHORITY', 'PERSONS', 'PUBLIC'] as const;
export type BreachAddressee = (typeof BREACH_ADDRESSEES)[number];

/**
 * Protection of personal data has failed, and the city knows of it: from here on the hours run in which it is notified. Stream `breach-<uuid>`. It is
 * about nobody in particular, so its words are sealed under the key of the installation.
 * @source UU 27/2022 (written notification within 3 × 24 hours: which data, when and how, what is done); operations.md section 7
 */
export const breachRecorded = defineEvent({
  type: 'BreachRecorded',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    breachId: Uuid,
    /** When the city came to know of it. */
    noticedAt: Instant,
    /** The first instant at which a notification comes too late. */
    dueAt: Instant,
    recordedBy: Uuid,
    concerned: Type.Array(OneOf(BREACH_DATA), {
      minItems: 1,
      maxItems: BREACH_DATA.length,
      uniqueItems: true,
    }),
    /** How many people's data, as far as it is known. */
    persons: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    /** What happened, when and how. */
    account: Personal(FreeText),
  }),
});
export type BreachRecorded = EventOf<typeof breachRecorded>;

/** Something was done about it: contained, recovered, learnt. The number of people may be known better now. */
export const breachMeasureTaken = defineEvent({
  type: 'BreachMeasureTaken',
  version: 1,
  data: Type.Object({
    breachId: Uuid,
    takenBy: Uuid,
    persons: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    measure: Personal(FreeText),
  }),
});
export type BreachMeasureTaken = EventOf<typeof breachMeasureTaken>;

/** It was notified in writing, with the number of the letter. */
export const breachNotified = defineEvent({
  type: 'BreachNotified',
  version: 1,
  data: Type.Object({
    breachId: Uuid,
    to: OneOf(BREACH_ADDRESSEES),
    letter: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$' }),
    notifiedBy: Uuid,
    late: Type.Boolean(),
    /** Authority and persons both have it: the clock has ended. */
    complete: Type.Boolean(),
  }),
});
export type BreachNotified = EventOf<typeof breachNotified>;

/** The hours are over, and somebody has not been notified: a fact that is counted, and decides nothing. */
export const breachNotificationOverdue = defineEvent({
  type: 'BreachNotificationOverdue',
  version: 1,
  data: Type.Object({
    breachId: Uuid,
    dueAt: Instant,
    missing: Type.Array(OneOf(BREACH_ADDRESSEES), { minItems: 1 }),
  }),
});
export type BreachNotificationOverdue = EventOf<typeof breachNotificationOverdue>;
