import { performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { CycleEvent, CycleStatus } from './cycle.decider';

export interface CycleRow {
  readonly cycleId: string;
  readonly year: number;
  readonly status: CycleStatus;
  readonly pinnedPolicies: readonly string[];
}

export const cycleList = projection<CycleEvent, CycleRow>()({
  table: 'cycle_list',
  source: performanceContracts,
  key: ({ data }) => data.cycleId,
  opens: {
    CycleOpened: ({ data: { cycleId, year, pinnedPolicies } }) => ({
      ...{ cycleId, year, pinnedPolicies },
      status: 'OPEN',
    }),
  },
  on: {
    CycleEvaluationBegan: (row) => ({ ...row, status: 'EVALUATING' }),
    CycleClosed: (row) => ({ ...row, status: 'CLOSED' }),
  },
});
