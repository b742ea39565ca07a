import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PREDICATES } from '../performance/ratings';
import { DEGREES, Level } from './functional-level';

/**
 * Of every entry of a ledger. Points are added up per level: a section of the ledger. Stream
 * `credit-ledger-<naturalId('credit-ledger', employeeId)>`; subject of every event of it: the employee.
 */
const entry = { entryId: Uuid, employeeId: Uuid, level: Level };
/** 2 places. */
const Points = DecimalText;

/** The balance with which a ledger begins, by a signed decree (PAK). @source PermenPANRB 1/2023; domain.md 17 (7) */
export const creditBalanceImported = defineEvent({
  type: 'CreditBalanceImported',
  version: 1,
  data: Type.Object({
    ...entry,
    balance: Points,
    /** What was earned up to this day, included, stands in it. */
    asOf: LegalDate,
    documentSha256: Sha256,
  }),
});
export type CreditBalanceImported = EventOf<typeof creditBalanceImported>;

/** The balance that was taken over was wrong, by another signed decree; both stay in the ledger. Why is the reason (CORRECTION). @source domain.md 2.1, 2.9 */
export const creditBalanceCorrected = defineEvent({
  type: 'CreditBalanceCorrected',
  version: 1,
  data: Type.Object({
    ...entry,
    /** The entry that is corrected, and the event that made it. */
    of: Uuid,
    correctsEventId: Uuid,
    old: Points,
    balance: Points,
    /** What the section gains by it; negative where it loses. */
    points: Points,
    documentSha256: Sha256,
  }),
});
export type CreditBalanceCorrected = EventOf<typeof creditBalanceCorrected>;

/** The predicate of a final evaluation became points. @source PermenPANRB 1/2023, Peraturan BKN 3/2023; domain.md 7.3 */
export const creditConverted = defineEvent({
  type: 'CreditConverted',
  version: 1,
  data: Type.Object({
    ...entry,
    evaluationId: Uuid,
    /** The version of the evaluation on which the entry rests. */
    evaluationVersion: Type.Integer({ minimum: 1 }),
    /** What of the evaluation's period was spent on this level. */
    from: LegalDate,
    to: LegalDate,
    /** Full months; a month belongs to the position held on its 1st. */
    months: Type.Integer({ minimum: 0 }),
    predicate: OneOf(PREDICATES),
    /** Per cent of the coefficient. */
    pct: DecimalText,
    /** Points a year. */
    coefficient: DecimalText,
    points: Points,
  }),
});
export type CreditConverted = EventOf<typeof creditConverted>;

/** An entry no longer counts, because its predicate was corrected; both stay in the ledger. */
export const creditReversed = defineEvent({
  type: 'CreditReversed',
  version: 1,
  data: Type.Object({
    ...entry,
    /** The entry that is reversed. */
    of: Uuid,
    evaluationId: Uuid,
    /** The version that corrects it. */
    evaluationVersion: Type.Integer({ minimum: 1 }),
    /** Negative. */
    points: Points,
  }),
});
export type CreditReversed = EventOf<typeof creditReversed>;

/** Why points lapse. */
export const LAPSES = ['LEVEL_PROMOTION'] as const;
export type Lapse = (typeof LAPSES)[number];

/** Points beyond what a promotion to the next level needs are lost. @source domain.md 7.3, 17 (7) */
export const creditLapsed = defineEvent({
  type: 'CreditLapsed',
  version: 1,
  data: Type.Object({ ...entry, points: Points, why: OneOf(LAPSES), caseId: Uuid }),
});
export type CreditLapsed = EventOf<typeof creditLapsed>;

/** They are taken along to the next level instead, where the city's policy says so. */
export const creditCarried = defineEvent({
  type: 'CreditCarried',
  version: 1,
  data: Type.Object({ ...entry, points: Points, fromLevel: Level, caseId: Uuid }),
});
export type CreditCarried = EventOf<typeof creditCarried>;

/** A diploma that belongs to the position earned points. @source PermenPANRB 1/2023; domain.md 7.2 */
export const educationCreditAdded = defineEvent({
  type: 'EducationCreditAdded',
  version: 1,
  data: Type.Object({
    ...entry,
    degree: OneOf(DEGREES),
    /** Per cent of the need for the next rank. */
    pct: DecimalText,
    points: Points,
    documentSha256: Sha256,
  }),
});
export type EducationCreditAdded = EventOf<typeof educationCreditAdded>;
