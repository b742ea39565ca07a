import type { RankingRow } from '@jejak/contracts/recruitment';
import type { RoundRules, VacancyRules } from '../policies/vacancy-rules';
import {
  type Candidate,
  type Finalist,
  rankFinal,
  rankSkb,
  rankSkd,
  type SkbCandidate,
} from '../selection/ranking';
import { pppkThresholdsOf } from '../selection/pppk';
import { totalOfMaxima } from '../selection/skd';
import { type Assessed, rankWeighted, type Weighed } from '../selection/weighted';
import { headOf } from './digest';
import type { RankingHead } from './ranking.decider';

/** A stage's ranking as the records give it now. */
export interface ComputedStage {
  readonly head: RankingHead;
  readonly rows: readonly RankingRow[];
  /** Applicants whose scores or earlier results are not complete: the ranking would pass them over. */
  readonly unsettled: number;
  /** Until when a result before it may be contested; null where none may. */
  readonly contestedUntil: string | null;
}

/** What has to be settled before a stage is ranked. */
export type Settling = Pick<ComputedStage, 'unsettled' | 'contestedUntil'>;

/** What is ranked, and by what. */
export interface StageSubject {
  readonly vacancyId: string;
  readonly seats: number;
  readonly formationKind: Parameters<VacancyRules['thresholdOf']>[0];
}

/** The SKD of a vacancy, ranked. */
export const computeSkd = (
  { vacancyId, seats, formationKind }: StageSubject,
  candidates: readonly Candidate[],
  { unsettled, contestedUntil }: Settling,
  { refs, thresholdOf, multiplier }: VacancyRules,
): ComputedStage => {
  const rules = { threshold: thresholdOf(formationKind) ?? {}, seats, multiplier };
  const rows = rankSkd(candidates, rules);
  return {
    head: headOf({ vacancyId, stage: 'SKD', seats, policies: refs }, rules, candidates, rows),
    rows,
    unsettled,
    contestedUntil,
  };
};

/** The SKB of a vacancy that publishes it by itself, ranked. */
export const computeSkb = (
  { vacancyId, seats }: Pick<StageSubject, 'vacancyId' | 'seats'>,
  candidates: readonly SkbCandidate[],
  { unsettled, contestedUntil }: Settling,
  { refs, skbWeights }: VacancyRules,
): ComputedStage => {
  const rows = rankSkb(candidates);
  const about = { vacancyId, stage: 'SKB', seats, policies: refs } as const;
  return { head: headOf(about, { skbWeights }, candidates, rows), rows, unsettled, contestedUntil };
};

/** The final ranking of a vacancy without an SKD: of a PPPK, or of an open selection. */
export const computeWeighted = (
  { vacancyId, seats, ...post }: StageSubject & { readonly position: string },
  candidates: readonly Assessed[],
  components: readonly Weighed[],
  { unsettled, contestedUntil }: Settling,
  { refs, pppk, reservePerSeat }: VacancyRules,
): ComputedStage => {
  const rules = { components, thresholds: pppk && pppkThresholdsOf(pppk, post), seats, reservePerSeat };
  const rows = rankWeighted(candidates, rules);
  const inputs = candidates.map(({ scores, ...candidate }) => ({ ...candidate, components: scores }));
  const about = { vacancyId, stage: 'FINAL', seats, policies: refs } as const;
  return { head: headOf(about, rules, inputs, rows), rows, unsettled, contestedUntil };
};

/** The final ranking of a vacancy. */
export const computeFinal = (
  { vacancyId, seats }: Pick<StageSubject, 'vacancyId' | 'seats'>,
  finalists: readonly Finalist[],
  { unsettled, contestedUntil }: Settling,
  { refs, weights, max, reservePerSeat }: VacancyRules,
): ComputedStage => {
  const rules = { weights, most: totalOfMaxima(max), seats, reservePerSeat };
  const rows = rankFinal(finalists, rules);
  return {
    head: headOf({ vacancyId, stage: 'FINAL', seats, policies: refs }, rules, finalists, rows),
    rows,
    unsettled,
    contestedUntil,
  };
};

export const unresolvedOf = (rows: readonly RankingRow[]): number =>
  rows.filter(({ tieBreakUsed }) => tieBreakUsed === 'UNRESOLVED').length;

/** One list of a finished round, in the order of its file: nobody is selected, for its seats are not known. */
export const computeRound = (
  vacancyId: string,
  finalists: readonly Finalist[],
  { refs, weights, max }: RoundRules,
): ComputedStage => {
  const rules = { weights, most: totalOfMaxima(max), seats: null, reservePerSeat: 0 };
  const rows = rankFinal(finalists, rules);
  const about = { vacancyId, stage: 'FINAL', seats: null, policies: refs } as const;
  return { head: headOf(about, rules, finalists, rows), rows, unsettled: 0, contestedUntil: null };
};
