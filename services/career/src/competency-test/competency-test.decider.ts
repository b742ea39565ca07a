import {
  type CompetencyTestFailed,
  competencyTestFailed,
  type CompetencyTestPassed,
  competencyTestPassed,
  type CompetencyTestRegistered,
  competencyTestRegistered,
  type FunctionalLevel,
} from '@jejak/contracts/career';
import {
  Conflict,
  type Decider,
  decimal,
  fixed,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  plusMonths,
  RuleViolated,
  streamOf,
} from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';

export type CompetencyTestCommand =
  | {
      readonly type: 'RegisterCompetencyTest';
      readonly testId: string;
      readonly employeeId: string;
      readonly level: FunctionalLevel;
    }
  | {
      readonly type: 'RecordCompetencyTest';
      readonly by: string;
      readonly score: string;
      /** Legal date. */
      readonly takenOn: string;
    };

export type CompetencyTestEvent = CompetencyTestRegistered | CompetencyTestPassed | CompetencyTestFailed;

export type CompetencyTest =
  | { readonly status: 'absent' }
  | { readonly status: 'REGISTERED' | 'FAILED'; readonly registered: CompetencyTestRegistered['data'] }
  | {
      readonly status: 'PASSED';
      readonly registered: CompetencyTestRegistered['data'];
      readonly result: CompetencyTestPassed['data'];
    };

export interface CompetencyTestGiven {
  /** Legal date. */
  readonly date: string;
  readonly rules: CareerRules;
  /** Who rates the employee on the day of the test. */
  readonly supervisorId: string | null;
  /** Whether who records has the duty of an assessor, in the city or in the unit of the employee. */
  readonly assessor: boolean;
  /** Legal date on which the employee registered; null while nobody did. */
  readonly registeredOn: string | null;
}

export const testStream = (testId: string): string => streamOf('competency-test', testId);

const decide = (
  command: CompetencyTestCommand,
  state: CompetencyTest,
  given: CompetencyTestGiven & Moment,
): CompetencyTestEvent[] => {
  switch (command.type) {
    case 'RegisterCompetencyTest': {
      const { testId, employeeId, level } = command;
      if (state.status !== 'absent')
        throw new Conflict('ILLEGAL_TRANSITION', 'The test is registered already.');
      return [competencyTestRegistered({ testId, employeeId, level }, { subject: employeeId })];
    }
    case 'RecordCompetencyTest':
      return record(command, state, given);
  }
};

/**
 * An assessor records the result; it passes from the mark of the policy on, and is valid for the years that the policy gives.
 * @throws NotFound TEST_NOT_FOUND · Conflict ILLEGAL_TRANSITION · RuleViolated SOD_VIOLATION, RULE_VIOLATED (test.date)
 * @throws NotAuthorised NOT_RELATED
 * @source PermenPANRB 1/2023; domain.md 7.2; `car.other` competencyTestPass, competencyTestYears
 */
const record = (
  { by, score, takenOn }: Extract<CompetencyTestCommand, { readonly type: 'RecordCompetencyTest' }>,
  state: CompetencyTest,
  { date, rules, supervisorId, assessor, registeredOn }: CompetencyTestGiven,
): CompetencyTestEvent[] => {
  if (state.status === 'absent') throw new NotFound('TEST_NOT_FOUND', 'Nobody registered for this test.');
  if (state.status !== 'REGISTERED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The result of this test stands.');
  const { testId, employeeId, level } = state.registered;
  if (by === employeeId || by === supervisorId)
    throw new RuleViolated('SOD_VIOLATION', 'Neither oneself nor the supervisor is the assessor.', {
      rule: 'sod.assessor',
    });
  if (!assessor) throw new NotAuthorised('NOT_RELATED', 'An assessor of the city records the result.');
  if (takenOn > date || takenOn < (registeredOn ?? takenOn))
    throw new RuleViolated(
      'RULE_VIOLATED',
      'A test is taken after one registered, and recorded when it is over.',
      {
        field: 'takenOn',
        rule: 'test.date',
      },
    );
  const { competencyTestPass: passMark, competencyTestYears: years } = rules.other;
  const result = { testId, employeeId, level, assessedBy: by, score: fixed(score, 2), passMark, takenOn };
  const about = { subject: employeeId, occurred: takenOn };
  if (decimal(score).lessThan(passMark)) return [competencyTestFailed(result, about)];
  const validUntil = plusDays(plusMonths(takenOn, 12 * years), -1);
  return [competencyTestPassed({ ...result, validUntil }, about)];
};

const evolve = (state: CompetencyTest, event: CompetencyTestEvent): CompetencyTest => {
  if (event.type === 'CompetencyTestRegistered') return { status: 'REGISTERED', registered: event.data };
  if (state.status === 'absent') return state;
  const { registered } = state;
  switch (event.type) {
    case 'CompetencyTestPassed':
      return { status: 'PASSED', registered, result: event.data };
    case 'CompetencyTestFailed':
      return { status: 'FAILED', registered };
  }
};

/** One attempt of an employee at the test for a level (uji kompetensi). @source PermenPANRB 1/2023; domain.md 7.1 */
export const competencyTest: Decider<
  CompetencyTestCommand,
  CompetencyTestEvent,
  CompetencyTest,
  CompetencyTestGiven
> = { initial: { status: 'absent' }, decide, evolve };
