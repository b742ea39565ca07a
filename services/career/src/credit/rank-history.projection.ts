import {
  careerContracts,
  type EmployeeRegistered,
  type PastRankImported,
  type PromotionEffective,
} from '@jejak/contracts/career';
import type { Recorded, StreamRef } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import { levelOf, type RankStep } from './ladder';

type RankEvent = EmployeeRegistered | PastRankImported | PromotionEffective;

/** A step of a person's ranks and levels, and the fact that says so. */
export interface RecordedStep extends RankStep, StreamRef {
  /** What somebody looked up weighs more than what was only assumed from the first day of the file. */
  readonly assumed: boolean;
}

export interface RankHistoryRow {
  readonly employeeId: string;
  /** In order of date. */
  readonly steps: readonly RecordedStep[];
}

const stepAdded = (
  { data: { employeeId }, envelope: { stream, version, hash } }: Recorded<RankEvent>,
  row: RankHistoryRow | undefined,
  step: RankStep & { readonly assumed: boolean },
): RankHistoryRow => ({
  employeeId,
  steps: [...(row?.steps ?? []), { ...step, stream, ver: version, hash }].sort((a, b) =>
    a.from === b.from ? Number(b.assumed) - Number(a.assumed) : a.from < b.from ? -1 : 1,
  ),
});

/** Who held which rank and level since when: the file, earlier decrees, and every promotion. */
export const rankHistory = projection<RankEvent, RankHistoryRow>()({
  table: 'rank_history',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmployeeRegistered: (event, row) => {
      const { start, golongan, jenjang } = event.data;
      return stepAdded(event, row, { from: start, rank: golongan, level: levelOf(jenjang), assumed: true });
    },
    PastRankImported: (event, row) => {
      const { from, rank, level } = event.data;
      return stepAdded(event, row, { from, rank, level, assumed: false });
    },
    PromotionEffective: (event, row) => {
      const { from, rank, level } = event.data;
      return stepAdded(event, row, { from, rank, level, assumed: false });
    },
  },
});
