import { careerContracts, type FunctionalLevel } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { CompetencyTest, CompetencyTestEvent } from './competency-test.decider';

export interface CompetencyTestRow {
  readonly testId: string;
  readonly employeeId: string;
  readonly level: FunctionalLevel;
  readonly status: Exclude<CompetencyTest['status'], 'absent'>;
  readonly score: string | null;
  readonly passMark: string | null;
  readonly takenOn: string | null;
  readonly validUntil: string | null;
  readonly assessedBy: string | null;
}

export const competencyTestList = projection<CompetencyTestEvent, CompetencyTestRow>()({
  table: 'competency_test_list',
  source: careerContracts,
  key: ({ data }) => data.testId,
  opens: {
    CompetencyTestRegistered: ({ data: { testId, employeeId, level } }) => ({
      ...{ testId, employeeId, level, status: 'REGISTERED' },
      ...{ score: null, passMark: null, takenOn: null, validUntil: null, assessedBy: null },
    }),
  },
  on: {
    CompetencyTestPassed: (row, { data: { score, passMark, takenOn, validUntil, assessedBy } }) => ({
      ...row,
      ...{ status: 'PASSED', score, passMark, takenOn, validUntil, assessedBy },
    }),
    CompetencyTestFailed: (row, { data: { score, passMark, takenOn, assessedBy } }) => ({
      ...row,
      ...{ status: 'FAILED', score, passMark, takenOn, assessedBy },
    }),
  },
});
