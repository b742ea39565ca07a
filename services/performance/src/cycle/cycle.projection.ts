import { performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { CycleEvent } from './cycle.decider';

export interface CycleRow {
  readonly cycleId: string;
  readonly year: number;
  readonly status: 'OPEN' | 'CLOSED';
  readonly pinnedPolicies: readonly string[];
}

export const cycleList = projection<CycleEvent, CycleRow>()({
  table: 'cycle_list',
  source: performanceContracts,
  key: ({ data }) => data.cycleId,
  opens: { CycleOpened: ({ data }) => ({ ...data, status: 'OPEN' }) },
  on: { CycleClosed: (row) => ({ ...row, status: 'CLOSED' }) },
});
