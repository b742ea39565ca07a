import { FUNCTIONAL_LEVELS, type FunctionalLevel } from '@jejak/contracts/career';
import type { CareerRules, LevelNeed } from './career-rules';

/** As policies name a level: `AHLI_PERTAMA`. */
export const policyNameOf = (level: FunctionalLevel): string => level.toUpperCase().replace(' ', '_');

/** The level that a free text of a file or formation means; null where it means none. */
export const levelOf = (text: string | null): FunctionalLevel | null => {
  const named = text
    ?.trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '_');
  return FUNCTIONAL_LEVELS.find((level) => policyNameOf(level) === named) ?? null;
};

/** The skilled and the expert ladder, lowest first. @source PermenPANRB 1/2023 */
const LADDERS: readonly (readonly FunctionalLevel[])[] = [
  ['Pemula', 'Terampil', 'Mahir', 'Penyelia'],
  ['Ahli Pertama', 'Ahli Muda', 'Ahli Madya', 'Ahli Utama'],
];

/** The level above on the same ladder; null at the top. */
export const levelAbove = (level: FunctionalLevel): FunctionalLevel | null => {
  const ladder = LADDERS.find((levels) => levels.includes(level)) ?? [];
  return ladder[ladder.indexOf(level) + 1] ?? null;
};

/** The ranks of a level and the points that it asks for; null where the policy knows no such level. */
export const needOf = ({ need }: CareerRules, level: FunctionalLevel): LevelNeed | null =>
  need[policyNameOf(level)] ?? null;

/** Ranks of all civil servants, lowest first. @source PP 11/2017 as amended by PP 17/2020 */
const RANKS: readonly string[] = ['I', 'II', 'III', 'IV'].flatMap((group) =>
  [...(group === 'IV' ? 'abcde' : 'abcd')].map((room) => `${group}/${room}`),
);

/** The rank above; null at the top. */
export const rankAbove = (rank: string): string | null => {
  const at = RANKS.indexOf(rank);
  return at < 0 ? null : (RANKS[at + 1] ?? null);
};

/** The higher of two ranks. */
export const higherRank = (one: string | null, other: string): string =>
  one !== null && RANKS.indexOf(one) > RANKS.indexOf(other) ? one : other;

/** What somebody holds from a day on. */
export interface RankStep {
  /** Legal date. */
  readonly from: string;
  readonly rank: string | null;
  readonly level: FunctionalLevel | null;
  /** Nobody looked it up: the first day of the file stands for it. */
  readonly assumed?: boolean;
}

/** What is held on a legal date: the last step that began; null before the first. */
export const standingOn = (steps: readonly RankStep[], date: string): RankStep | null =>
  steps.filter(({ from }) => from <= date).at(-1) ?? null;

/**
 * Since when the rank of a date is held: a change of level alone does not count anew, and what was looked up weighs more than what
 * was assumed. Null where no rank is held.
 */
export const rankSince = (steps: readonly RankStep[], date: string): string | null => {
  const begun = steps.filter(({ from }) => from <= date);
  const looked = (rank: string | null) => begun.some((step) => !step.assumed && step.rank === rank);
  const until = begun.filter((step) => !step.assumed || !looked(step.rank));
  const rank = until.at(-1)?.rank;
  if (!rank) return null;
  const before = until.findLastIndex((step) => step.rank !== rank);
  return until[before + 1].from;
};
