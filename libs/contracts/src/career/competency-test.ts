import { DecimalText, defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Level } from './functional-level';

/** Stream `competency-test-<testId>`; subject: the employee. */
const test = { testId: Uuid, employeeId: Uuid, level: Level };

/** An employee asks to be tested for a level (uji kompetensi). @source PermenPANRB 1/2023; domain.md 7.2 */
export const competencyTestRegistered = defineEvent({
  type: 'CompetencyTestRegistered',
  version: 1,
  status: 'REGISTERED',
  data: Type.Object(test),
});
export type CompetencyTestRegistered = EventOf<typeof competencyTestRegistered>;

const result = {
  ...test,
  assessedBy: Uuid,
  /** 0 to 100, 2 places. */
  score: DecimalText,
  /** What was needed. */
  passMark: DecimalText,
  takenOn: LegalDate,
};

export const competencyTestPassed = defineEvent({
  type: 'CompetencyTestPassed',
  version: 1,
  status: 'PASSED',
  data: Type.Object({
    ...result,
    /** Last day on which the result may be used. */
    validUntil: LegalDate,
  }),
});
export type CompetencyTestPassed = EventOf<typeof competencyTestPassed>;

export const competencyTestFailed = defineEvent({
  type: 'CompetencyTestFailed',
  version: 1,
  status: 'FAILED',
  data: Type.Object(result),
});
export type CompetencyTestFailed = EventOf<typeof competencyTestFailed>;
