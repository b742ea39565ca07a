import {
  type RankedStage,
  type RankingComputed,
  rankingComputed,
  type RankingRow,
} from '@jejak/contracts/recruitment';
import { type Decider, naturalId, RuleViolated, streamOf } from '@jejak/kernel';
import { assertUncontested } from '../vacancy/contested';

/** What is the same in every part of a ranking. */
export interface RankingHead {
  readonly rankingId: string;
  readonly vacancyId: string;
  readonly stage: RankedStage;
  /** Null where the seats of a finished round are not known. */
  readonly seats: number | null;
  readonly count: number;
  readonly parts: number;
  readonly inputsSha256: string;
  readonly rowsSha256: string;
  /** Sorted refs. */
  readonly policies: readonly string[];
}

/** Records part `part` of a ranking that the pure functions of `selection/` have computed. */
export interface ComputeRanking {
  readonly type: 'ComputeRanking';
  readonly head: RankingHead;
  /** 1 … `head.parts`. */
  readonly part: number;
  readonly rows: readonly RankingRow[];
  /** Applicants whose scores or earlier results are not complete. */
  readonly unsettled: number;
  /** Until when a result of the stages before may be contested; null where none may. */
  readonly contestedUntil: string | null;
}

/** Null where it is not recorded. */
export type RankingPart = { readonly rowsSha256: string } | null;

/**
 * A part of a ranking, small enough for one event, in a stream of its own: so a ranking of any size is recorded without
 * reading what was recorded before. Its id comes from its inputs, so a part that is there already is the same part, and
 * one that differs shows a computation that changed.
 * @source domain.md 4.2
 */
export const ranking: Decider<ComputeRanking, RankingComputed, RankingPart> = {
  initial: null,
  decide: ({ head, part, rows, unsettled, contestedUntil }, state, moment) => {
    if (unsettled > 0)
      throw new RuleViolated(
        'STAGE_NOT_SETTLED',
        'Scores or results of the stage before are still missing.',
        {
          params: { missing: unsettled },
        },
      );
    assertUncontested(contestedUntil, moment);
    if (!state) return [rankingComputed({ ...head, policies: [...head.policies], part, rows: [...rows] })];
    if (state.rowsSha256 !== head.rowsSha256)
      throw new RuleViolated('RANKING_MISMATCH', 'The same inputs were ranked otherwise before.');
    return [];
  },
  evolve: (_, { data: { rowsSha256 } }) => ({ rowsSha256 }),
};

/** The stream of a part; that of part 1 names the ranking. */
export const rankingStream = (rankingId: string, part = 1): string =>
  streamOf('ranking', part === 1 ? rankingId : naturalId('ranking', rankingId, String(part)));
