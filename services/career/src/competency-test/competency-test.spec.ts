import {
  competencyTestFailed,
  competencyTestPassed,
  competencyTestRegistered,
} from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { ASSESSOR, E1, rules, some, SUP1 } from '../../test/people';
import { competencyTest } from './competency-test.decider';

const { given } = specFor(competencyTest);
const test = { testId: some(1), employeeId: E1, level: 'Ahli Muda' as const };
const about = { subject: E1 };
const registered = competencyTestRegistered(test, about);
const handed = { date: '2027-02-20', rules, supervisorId: SUP1, assessor: true, registeredOn: '2027-02-10' };
const record = { type: 'RecordCompetencyTest', by: ASSESSOR, score: '81', takenOn: '2027-02-20' } as const;
const result = { ...test, assessedBy: ASSESSOR, passMark: '70', takenOn: '2027-02-20' };
const passed = competencyTestPassed(
  { ...result, score: '81.00', validUntil: '2029-02-19' },
  { ...about, occurred: '2027-02-20' },
);

describe('a competency test', () => {
  it('is registered once', () => {
    const register = { type: 'RegisterCompetencyTest', ...test } as const;
    given().when(register, handed).thenRecords(registered);
    given(registered).when(register, handed).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('passes from the mark of the policy on, for two years', () => {
    given(registered).when(record, handed).thenRecords(passed);
    given(registered)
      .when({ ...record, score: '69.99' }, handed)
      .thenRecords(competencyTestFailed({ ...result, score: '69.99' }, { ...about, occurred: '2027-02-20' }));
    given(registered)
      .when({ ...record, score: '70' }, handed)
      .thenFacts(([{ type }]) => {
        if (type !== 'CompetencyTestPassed') throw new Error(type);
      });
  });
  it('is not assessed by oneself, nor by the supervisor, nor by anybody', () => {
    given(registered)
      .when({ ...record, by: SUP1 }, handed)
      .thenRefuses('SOD_VIOLATION');
    given(registered)
      .when({ ...record, by: E1 }, handed)
      .thenRefuses('SOD_VIOLATION');
    given(registered)
      .when(record, { ...handed, assessor: false })
      .thenRefuses('NOT_RELATED');
  });
  it('is recorded once, of what was registered, when it is over', () => {
    given().when(record, handed).thenRefuses('TEST_NOT_FOUND');
    given(registered, passed).when(record, handed).thenRefuses('ILLEGAL_TRANSITION');
    given(registered)
      .when({ ...record, takenOn: '2027-02-21' }, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'test.date' });
  });
  it('is taken on the day of the registration at the earliest', () => {
    given(registered)
      .when({ ...record, takenOn: '2027-02-10' }, handed)
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ takenOn: '2027-02-10' }));
    given(registered)
      .when({ ...record, takenOn: '2027-02-09' }, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'test.date' });
  });
});
