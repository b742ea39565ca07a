import { defineEvent, type EventOf, Instant, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EMPLOYEE_KINDS } from '../career/employee-registered';

const Jp = Type.Integer({ minimum: 0, maximum: 100_000 });
const personYear = { employeeId: Uuid, year: Type.Integer({ minimum: 2000, maximum: 2999 }) };

/**
 * The training hours (JP) of one person in one year begin to be counted.
 * Stream `learning-balance-<naturalId('learning-balance', employeeId, year)>`; subject: the employee, also of the facts below.
 */
export const learningBalanceOpened = defineEvent({
  type: 'LearningBalanceOpened',
  version: 1,
  data: Type.Object({
    ...personYear,
    kind: OneOf(EMPLOYEE_KINDS),
    /** Hours to which the person has a right this year; null where there is none, or where the year is not counted whole. */
    right: Type.Union([Jp, Type.Null()]),
    /** The instant at which the year is over. */
    closesAt: Instant,
  }),
});
export type LearningBalanceOpened = EventOf<typeof learningBalanceOpened>;

export const JP_SOURCES = ['TRAINING', 'EXTERNAL', 'ONBOARDING'] as const;
export type JpSource = (typeof JP_SOURCES)[number];

export const jpCredited = defineEvent({
  type: 'JpCredited',
  version: 1,
  data: Type.Object({
    ...personYear,
    jp: Type.Integer({ minimum: 1, maximum: 2000 }),
    source: OneOf(JP_SOURCES),
    /** The enrolment, the external learning, or `naturalId('onboarding-task', employeeId, task)`: credited once. */
    ref: Uuid,
    /** The day that counts for the year. */
    on: LegalDate,
  }),
});
export type JpCredited = EventOf<typeof jpCredited>;

/** The year ended with fewer hours than the person has a right to. For leadership and audit. @source domain.md 6.3 */
export const jpRightUnmet = defineEvent({
  type: 'JpRightUnmet',
  version: 1,
  data: Type.Object({ ...personYear, credited: Jp, right: Jp, shortfall: Jp }),
});
export type JpRightUnmet = EventOf<typeof jpRightUnmet>;

/** The year is over. What is credited to it later still counts, and is seen to be later. */
export const learningYearClosed = defineEvent({
  type: 'LearningYearClosed',
  version: 1,
  data: Type.Object({ ...personYear, kind: OneOf(EMPLOYEE_KINDS), credited: Jp }),
});
export type LearningYearClosed = EventOf<typeof learningYearClosed>;
