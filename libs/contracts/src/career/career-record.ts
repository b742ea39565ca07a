import { defineEvent, type EventOf, LegalDate, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PREDICATES } from '../performance/ratings';
import { DEGREES, Level, Rank } from './functional-level';

/**
 * What happened before the installation, or elsewhere, each by its document. Stream
 * `career-record-<naturalId('career-record', employeeId)>`; subject: the employee.
 */
const record = { employeeId: Uuid, documentSha256: Sha256 };

/** A predicate of a year that was not evaluated here. @source domain.md 7.2 */
export const pastPredicateImported = defineEvent({
  type: 'PastPredicateImported',
  version: 1,
  data: Type.Object({
    ...record,
    year: Type.Integer({ minimum: 1990, maximum: 2999 }),
    predicate: OneOf(PREDICATES),
  }),
});
export type PastPredicateImported = EventOf<typeof pastPredicateImported>;

/** Since when a rank and level are held (TMT): without it, the first day of the employee's file stands for it. */
export const pastRankImported = defineEvent({
  type: 'PastRankImported',
  version: 1,
  data: Type.Object({ ...record, rank: Rank, level: Type.Union([Level, Type.Null()]), from: LegalDate }),
});
export type PastRankImported = EventOf<typeof pastRankImported>;

/** A degree that the employee has. */
export const educationRecorded = defineEvent({
  type: 'EducationRecorded',
  version: 1,
  data: Type.Object({
    ...record,
    degree: OneOf(DEGREES),
    field: Type.String({ minLength: 1, maxLength: 200 }),
  }),
});
export type EducationRecorded = EventOf<typeof educationRecorded>;
