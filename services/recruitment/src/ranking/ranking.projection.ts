import { type RankingComputed, type RankingRow, recruitmentContracts } from '@jejak/contracts/recruitment';
import type { Recorded } from '@jejak/kernel';

/** One row of a ranking as it stands in `rm.ranking_row`. */
export interface RankingTableRow {
  readonly rankingId: string;
  /** From 1, without gaps: where the row stands in the list, also where ranks are shared or missing. */
  readonly place: number;
  readonly rank: number | null;
  readonly participantNo: string;
  readonly applicationId: string;
  /** Null where the vacancy has no SKD, like the other subtests and the total. */
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly total: number | null;
  readonly gpa: string | null;
  readonly skb: string | null;
  readonly final: string | null;
  readonly tieBreakUsed: string | null;
  readonly outcome: string;
  readonly missed: readonly string[];
  /** What the score was made of; null where SKD and SKB say it. */
  readonly components: NonNullable<RankingRow['components']> | null;
}

/** The rows that a part of a ranking makes. Every part but the last has as many as the first. */
export const rankingTableRows = ({ data }: RankingComputed, rowsPerPart: number): RankingTableRow[] =>
  data.rows.map((row, index) => ({
    ...row,
    components: row.components ?? null,
    rankingId: data.rankingId,
    place: (data.part - 1) * rowsPerPart + index + 1,
  }));

/** Only `RankingComputed` of this service. */
export const isRankingComputed = (event: Recorded): event is Recorded<RankingComputed> =>
  event.type === 'RankingComputed' && event.envelope.source === recruitmentContracts.service;
