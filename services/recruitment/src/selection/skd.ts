import { type SkdCriterion, type Subtest } from '@jejak/contracts/recruitment';
import { RuleViolated } from '@jejak/kernel';

/** Points in the three subtests of the SKD (seleksi kompetensi dasar). Whole numbers. */
export interface SkdScore {
  readonly twk: number;
  readonly tiu: number;
  readonly tkp: number;
}

/** The least points that a formation kind asks for: of subtests, of the total, or of both. From `rec.skd.threshold`. */
export type SkdThreshold = Readonly<Partial<Record<SkdCriterion, number>>>;

/** The most points that each subtest can give. From `rec.skd.max`. */
export type SkdMaxima = Readonly<Record<Subtest, number>>;

export const totalOf = ({ twk, tiu, tkp }: SkdScore): number => twk + tiu + tkp;

export const totalOfMaxima = (max: SkdMaxima): number => max.TWK + max.TIU + max.TKP;

/** The order in which missed thresholds are named. */
const CRITERIA: readonly (readonly [SkdCriterion, (score: SkdScore) => number])[] = [
  ['TWK', ({ twk }) => twk],
  ['TIU', ({ tiu }) => tiu],
  ['TKP', ({ tkp }) => tkp],
  ['TOTAL', totalOf],
];

/**
 * The thresholds that a score misses; none: the SKD is passed. A general formation asks for each subtest, a special one
 * for the total and the TIU.
 * @source PermenPANRB 6/2024; domain.md 4.3 rule 1
 */
export const missedThresholds = (score: SkdScore, threshold: SkdThreshold): SkdCriterion[] =>
  CRITERIA.filter(([criterion, points]) => points(score) < (threshold[criterion] ?? 0)).map(
    ([criterion]) => criterion,
  );

/** The subtest whose points no paper can have, or null. */
export const subtestOutOfRange = (score: SkdScore, max: SkdMaxima): Subtest | null => {
  if (score.twk < 0 || score.twk > max.TWK) return 'TWK';
  if (score.tiu < 0 || score.tiu > max.TIU) return 'TIU';
  if (score.tkp < 0 || score.tkp > max.TKP) return 'TKP';
  return null;
};

/** @throws RuleViolated SCORE_OUT_OF_RANGE naming the subtest */
export const assertInRange = (score: SkdScore, max: SkdMaxima): void => {
  const subtest = subtestOutOfRange(score, max);
  if (subtest)
    throw new RuleViolated('SCORE_OUT_OF_RANGE', `${subtest} has at most ${max[subtest]} points.`, {
      field: subtest.toLowerCase(),
      params: { most: max[subtest] },
    });
};
