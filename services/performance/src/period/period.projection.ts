import { type Expectation, performanceContracts, type Predicate } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { PeriodEvent } from './period.decider';

export interface PeriodRow {
  readonly periodicId: string;
  readonly planId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly period: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly selfReportBy: string;
  readonly rateBy: string;
  readonly status: 'DUE' | 'SELF_REPORTED' | 'RATED' | 'ACKNOWLEDGED';
  readonly overdue: boolean;
  readonly resultRating: Expectation | null;
  readonly behaviourRating: Expectation | null;
  readonly predicate: Predicate | null;
}

export const periodList = projection<PeriodEvent, PeriodRow>()({
  table: 'period_list',
  source: performanceContracts,
  key: ({ data }) => data.periodicId,
  opens: {
    PeriodOpened: ({ data }) => {
      const { periodicId, planId, employeeId, unitId, period, from, to, selfReportBy, rateBy } = data;
      return {
        ...{
          periodicId,
          planId,
          employeeId,
          unitId,
          period,
          fromDate: from,
          toDate: to,
          selfReportBy,
          rateBy,
        },
        ...{ status: 'DUE', overdue: false, resultRating: null, behaviourRating: null, predicate: null },
      };
    },
  },
  on: {
    PeriodSelfReported: (row) => ({ ...row, status: 'SELF_REPORTED' }),
    PeriodRated: (row, { data: { resultRating, behaviourRating, predicate } }) => ({
      ...row,
      ...{ status: 'RATED', resultRating, behaviourRating, predicate },
    }),
    PeriodicEvaluationOverdue: (row) => ({ ...row, overdue: true }),
    PeriodAcknowledged: (row) => ({ ...row, status: 'ACKNOWLEDGED' }),
  },
});
