import type { Predicate } from '@jejak/contracts/performance';
import { type Decimal, decimal, fixed, sum } from '@jejak/kernel';
import { meanOf } from '../talent/nine-box';
import type { NineBoxRules, PlacementRules } from '../talent/talent-rules';

/** What is known of somebody, and what the post asks for. */
export interface Suitability {
  readonly held: readonly string[];
  readonly required: readonly string[];
  /** Of the last finals, newest first; empty: never evaluated. */
  readonly predicates: readonly Predicate[];
  /** Months. */
  readonly experience: number;
  readonly requiredExperience: number;
}

export interface Match {
  /** 0 to 100, 4 places. */
  readonly score: string;
  readonly parts: {
    readonly competencies: string;
    readonly performance: string;
    readonly experience: string;
  };
  /** Sorted. */
  readonly missing: readonly string[];
}

/** `part` of `whole` in per cent, at most 100; what asks for nothing is met. */
const share = (part: number, whole: number): Decimal => {
  if (whole === 0) return decimal(100);
  const percent = decimal(part).times(100).div(whole);
  return percent.gt(100) ? decimal(100) : percent;
};

/**
 * How well somebody fits a post: required competencies met, performance axis (the highest points = 100), and experience ÷
 * required, at most 100; each weighted. Without an evaluation nothing is known of performance, which then counts 0.
 * @source domain.md 7.2; parameters `car.other` matchWeights, `car.ninebox` points
 */
export const matchOf = (
  { held, required, predicates, experience, requiredExperience }: Suitability,
  { matchWeights: weights }: PlacementRules,
  nineBox: NineBoxRules,
): Match => {
  const missing = required.filter((competency) => !held.includes(competency)).sort();
  const highest = Math.max(...Object.values(nineBox.points));
  const competencies = share(required.length - missing.length, required.length);
  const performance =
    predicates.length === 0 ? decimal(0) : decimal(meanOf(predicates, nineBox)).times(100).div(highest);
  const service = share(experience, requiredExperience);
  const score = sum([
    competencies.times(weights.competencies),
    performance.times(weights.performance),
    service.times(weights.experience),
  ]).div(sum([weights.competencies, weights.performance, weights.experience]));
  return {
    score: fixed(score, 4),
    parts: {
      competencies: fixed(competencies, 4),
      performance: fixed(performance, 4),
      experience: fixed(service, 4),
    },
    missing,
  };
};
