import { performanceContracts, type RewardGranted, type RewardKind } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** A reward that performance granted, as a career remembers it. */
export interface RewardRecordRow {
  readonly rewardId: string;
  readonly employeeId: string;
  readonly ruleId: string;
  readonly kinds: readonly RewardKind[];
  /** Whole rupiah. */
  readonly amount: number;
  readonly year: number;
  /** Legal date. */
  readonly grantedOn: string;
  readonly stream: string;
  readonly readVersion: number;
}

/** The mirror of performance's rewards: what was granted stays so. @source domain.md 7.1 (RewardRecord) */
export const rewardRecords = projection<RewardGranted, RewardRecordRow>()({
  table: 'reward_record',
  source: performanceContracts,
  key: ({ data }) => data.rewardId,
  opens: {
    RewardGranted: ({ data, envelope: { stream, version: readVersion } }) => {
      const { rewardId, employeeId, ruleId, kinds, amount, year, grantedOn } = data;
      return { rewardId, employeeId, ruleId, kinds, amount, year, grantedOn, stream, readVersion };
    },
  },
});
