import { type CauseCategory, performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { ObstacleEvent } from './obstacle.decider';

export interface ObstacleRow {
  readonly obstacleId: string;
  readonly employeeId: string;
  readonly planId: string;
  readonly unitId: string;
  readonly indicatorId: string | null;
  readonly status: 'RAISED' | 'ANALYSED' | 'PLAN_AGREED' | 'RESOLVED' | 'ESCALATED' | 'ENDED';
  readonly causes: readonly CauseCategory[];
  readonly owner: string | null;
  readonly due: string | null;
  readonly escalatesAt: string;
  readonly escalatedTo: string | null;
  readonly raisedAt: string;
  readonly resolvedAt: string | null;
}

/** Every obstacle as it stands; what people wrote about it stays in the log. */
export const obstacleList = projection<ObstacleEvent, ObstacleRow>()({
  table: 'obstacle_list',
  source: performanceContracts,
  key: ({ data }) => data.obstacleId,
  opens: {
    ObstacleRaised: ({ data, envelope: { at } }) => {
      const { obstacleId, employeeId, planId, unitId, indicatorId, escalatesAt } = data;
      return {
        ...{ obstacleId, employeeId, planId, unitId, indicatorId, escalatesAt, raisedAt: at },
        ...{ status: 'RAISED', causes: [], owner: null, due: null, escalatedTo: null, resolvedAt: null },
      };
    },
  },
  on: {
    ObstacleAnalysed: (row, { data: { causes } }) => ({
      ...row,
      ...{ status: row.status === 'RAISED' ? 'ANALYSED' : row.status, causes },
    }),
    ImprovementAgreed: (row, { data: { owner, due, escalatesAt } }) => ({
      ...row,
      ...{ status: 'PLAN_AGREED', owner, due, escalatesAt },
    }),
    ObstacleResolved: (row, { envelope: { at } }) => ({ ...row, status: 'RESOLVED', resolvedAt: at }),
    ObstacleEnded: (row) => ({ ...row, status: 'ENDED' }),
    ObstacleEscalated: (row, { data: { to } }) => ({ ...row, status: 'ESCALATED', escalatedTo: to }),
  },
});
