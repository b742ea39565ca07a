import { performanceContracts, type SupportKind } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { SupportEvent } from './support.decider';

export interface SupportRow {
  readonly supportId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly kind: SupportKind;
  readonly obstacleId: string | null;
  readonly status: 'RAISED' | 'GRANTED' | 'DECLINED' | 'DELIVERED' | 'ENDED';
  readonly due: string | null;
}

export const supportList = projection<SupportEvent, SupportRow>()({
  table: 'support_list',
  source: performanceContracts,
  key: ({ data }) => data.supportId,
  opens: {
    SupportRequested: ({ data: { supportId, employeeId, unitId, kind, obstacleId } }) => ({
      ...{ supportId, employeeId, unitId, kind, obstacleId, status: 'RAISED', due: null },
    }),
  },
  on: {
    SupportGranted: (row, { data: { due } }) => ({ ...row, status: 'GRANTED', due }),
    SupportDeclined: (row) => ({ ...row, status: 'DECLINED' }),
    SupportDelivered: (row) => ({ ...row, status: 'DELIVERED' }),
    SupportRequestEnded: (row) => ({ ...row, status: 'ENDED' }),
  },
});
