import {
  type ConsequenceKind,
  type ImprovementCause,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { ImprovementEvent, ImprovementStatus } from './improvement.state';

/** An improvement plan on the list. Its goals, its support and what people said of it stand in the log only. */
export interface ImprovementRow {
  readonly improvementId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly year: number;
  readonly cause: ImprovementCause;
  readonly status: ImprovementStatus;
  readonly openBy: string;
  readonly months: number | null;
  readonly fromDate: string | null;
  readonly untilDate: string | null;
  readonly assessBy: string | null;
  /** What is due next is late. */
  readonly overdue: boolean;
  /** Training hours passed in its months. */
  readonly trainingJp: number;
  /** Of the last test after its months; null where career told of none. */
  readonly testPassed: boolean | null;
  readonly testScore: string | null;
  readonly testTakenOn: string | null;
  readonly consequence: ConsequenceKind | null;
  readonly approved: boolean | null;
}

export const improvementList = projection<ImprovementEvent, ImprovementRow>()({
  table: 'improvement_list',
  source: performanceContracts,
  key: ({ data }) => data.improvementId,
  opens: {
    ImprovementPlanRequired: ({ data: { improvementId, employeeId, unitId, year, cause, openBy } }) => ({
      ...{
        improvementId,
        employeeId,
        unitId,
        year,
        cause,
        openBy,
        status: 'REQUIRED',
        overdue: false,
        trainingJp: 0,
      },
      ...{ months: null, fromDate: null, untilDate: null, assessBy: null, consequence: null, approved: null },
      ...{ testPassed: null, testScore: null, testTakenOn: null },
    }),
  },
  on: {
    ImprovementPlanOpened: (row, { data: { months, from, until, assessBy } }) => ({
      ...row,
      ...{ status: 'OPEN', overdue: false, months, fromDate: from, untilDate: until, assessBy },
    }),
    ImprovementPlanOverdue: (row) => ({ ...row, overdue: true }),
    ImprovementTrainingPassed: (row, { data: { jp } }) => ({ ...row, trainingJp: row.trainingJp + jp }),
    ImprovementSucceeded: (row) => ({ ...row, status: 'SUCCEEDED' }),
    CompetencyTestOrdered: (row) => ({ ...row, status: 'TEST_ORDERED' }),
    ImprovementTestTaken: (row, { data: { passed, score, takenOn } }) => ({
      ...row,
      ...{ testPassed: passed, testScore: score, testTakenOn: takenOn },
    }),
    ConsequenceProposed: (row, { data: { kind } }) => ({
      ...row,
      ...{ status: 'PROPOSED', consequence: kind, approved: null },
    }),
    ConsequenceDecided: (row, { data: { approved } }) => ({
      ...row,
      ...{ status: approved ? 'DECIDED' : 'TEST_ORDERED', approved },
    }),
    ImprovementPlanWithdrawn: (row) => ({ ...row, status: 'WITHDRAWN' }),
    ImprovementPlanEnded: (row) => ({ ...row, status: 'ENDED', overdue: false }),
  },
});
