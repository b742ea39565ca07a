import {
  performanceContracts,
  type RewardGranted,
  type RewardKind,
  type RewardProposed,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { Reward, RewardEvent } from './reward.state';

/** A reward on the list: what it rests on, and how far it is. Why somebody was named stands in the log only. */
export interface RewardRow {
  readonly rewardId: string;
  readonly ruleId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly year: number;
  readonly status: Exclude<Reward['status'], 'absent'>;
  readonly nominations: number;
  readonly kinds: readonly RewardKind[];
  readonly inputs: RewardProposed['data']['inputs'];
  readonly conditions: RewardProposed['data']['conditions'];
  readonly amount: number;
  readonly proposedBy: string | null;
  readonly decidedBy: string | null;
  readonly grantedOn: RewardGranted['data']['grantedOn'] | null;
  readonly named: boolean;
  readonly published: boolean;
}

const opening = {
  ...{ nominations: 0, kinds: [], inputs: [], conditions: [], amount: 0, proposedBy: null },
  ...{ decidedBy: null, grantedOn: null, named: false, published: false },
} as const;

export const rewardList = projection<RewardEvent, RewardRow>()({
  table: 'reward_list',
  source: performanceContracts,
  key: ({ data }) => data.rewardId,
  opens: {
    PeerNominated: ({ data: { rewardId, ruleId, employeeId, unitId, year } }, row) => ({
      ...(row ?? { ...opening, status: 'NOMINATED' as const }),
      ...{ rewardId, ruleId, employeeId, unitId, year },
      nominations: (row?.nominations ?? 0) + 1,
    }),
    RewardProposed: ({ data: { budgetLine: _, ...proposed } }, row) => ({
      ...(row ?? opening),
      ...proposed,
      ...{ status: 'PROPOSED', decidedBy: null },
    }),
  },
  on: {
    RewardApproved: (row, { data: { approvedBy } }) => ({
      ...row,
      status: 'APPROVED',
      decidedBy: approvedBy,
    }),
    RewardDeclined: (row, { data: { declinedBy } }) => ({
      ...row,
      status: 'DECLINED',
      decidedBy: declinedBy,
    }),
    RewardGranted: (row, { data: { grantedOn } }) => ({ ...row, status: 'GRANTED', grantedOn }),
    RecognitionConsented: (row, { data: { named } }) => ({ ...row, named }),
    RecognitionPublished: (row) => ({ ...row, published: true }),
  },
});
