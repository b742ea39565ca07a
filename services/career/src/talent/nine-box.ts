import type { Potential, PotentialComponent, TalentAdvice, TalentMapped } from '@jejak/contracts/career';
import type { Expectation, Predicate } from '@jejak/contracts/performance';
import { decimal, fixed, rounded, sum } from '@jejak/kernel';
import type { NineBoxRules } from './talent-rules';

export type Components = Readonly<Record<PotentialComponent, string>>;

/** The mean of predicates, Sangat Baik 5 … Sangat Kurang 1, 4 places. @source domain.md 7.5; parameter `car.ninebox` points */
export const meanOf = (predicates: readonly Predicate[], { points }: NineBoxRules): string =>
  fixed(sum(predicates.map((predicate) => points[predicate])).div(predicates.length), 4);

/**
 * The performance axis: the mean is rounded half-up to 4 decimals before it meets a threshold.
 * @source domain.md 7.5, 2.3; parameter `car.ninebox` performance
 */
export const performanceAxis = (mean: string, { performance }: NineBoxRules): Expectation => {
  const value = rounded(mean, 4);
  return value.gte(performance.above) ? 'ABOVE' : value.gte(performance.meets) ? 'MEETS' : 'BELOW';
};

/** Potential of 100: 0.4 competency + 0.3 assessment + 0.3 track record, 4 places. @source domain.md 7.5; parameter potentialWeights */
export const potentialScore = (components: Components, { potentialWeights: weights }: NineBoxRules): string =>
  fixed(
    sum([
      decimal(components.competency).times(weights.competency),
      decimal(components.assessment).times(weights.assessment),
      decimal(components.trackRecord).times(weights.trackRecord),
    ]).div(sum([weights.competency, weights.assessment, weights.trackRecord])),
    4,
  );

/** @source domain.md 7.5; parameter `car.ninebox` potential */
export const potentialAxis = (score: string, { potential }: NineBoxRules): Potential => {
  const value = rounded(score, 4);
  return value.gte(potential.high) ? 'HIGH' : value.gte(potential.medium) ? 'MEDIUM' : 'LOW';
};

/** @source domain.md 7.5; parameter `car.ninebox` boxes */
export const boxOf = (potential: Potential, performance: Expectation, { boxes }: NineBoxRules): number =>
  boxes[potential][performance];

/** What a box proposes: words for people who decide, and the start of nothing. @source domain.md 7.5 */
export const PROPOSES: Readonly<Record<number, readonly TalentAdvice[]>> = {
  1: ['LEGAL_PROCESS'],
  2: ['GUIDE', 'DEVELOP', 'REFIT'],
  3: ['GUIDE', 'DEVELOP', 'REFIT'],
  4: ['ROTATE', 'DEVELOP'],
  5: ['PLACE_WELL', 'DEVELOP'],
  6: ['PLACE_TO_FIT', 'COUNSEL'],
  7: ['RETAIN', 'SUCCESSION', 'ENRICH_JOB'],
  8: ['RETAIN', 'SUCCESSION'],
  9: ['PROMOTE', 'SUCCESSION', 'AWARD'],
};

/** One step to a better box. */
export interface WayUp {
  readonly axis: 'PERFORMANCE' | 'POTENTIAL';
  /** What the mean of the finals, or the score of potential, must reach. */
  readonly needed: string;
  /** How much is missing. */
  readonly missing: string;
  readonly box: number;
}

type Placed = Pick<
  TalentMapped['data'],
  'performanceAxis' | 'performanceMean' | 'potentialAxis' | 'potentialScore'
>;

/** How somebody moves to another box: the next threshold of each axis, and where it leads. @source domain.md 7.5 */
export const waysUp = (map: Placed, rules: NineBoxRules): readonly WayUp[] => {
  const { performanceAxis: now, performanceMean, potentialAxis: potential, potentialScore: score } = map;
  const up = (axis: WayUp['axis'], needed: string, from: string, box: number): WayUp => ({
    ...{ axis, needed, missing: decimal(needed).minus(from).toString(), box },
  });
  const { performance, potential: cuts } = rules;
  return [
    ...(now === 'BELOW'
      ? [up('PERFORMANCE', performance.meets, performanceMean, boxOf(potential, 'MEETS', rules))]
      : []),
    ...(now === 'MEETS'
      ? [up('PERFORMANCE', performance.above, performanceMean, boxOf(potential, 'ABOVE', rules))]
      : []),
    ...(potential === 'LOW' ? [up('POTENTIAL', cuts.medium, score, boxOf('MEDIUM', now, rules))] : []),
    ...(potential === 'MEDIUM' ? [up('POTENTIAL', cuts.high, score, boxOf('HIGH', now, rules))] : []),
  ];
};
