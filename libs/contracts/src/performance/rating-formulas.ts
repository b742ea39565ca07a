import { type Decimal, decimal, type Numeric, rounded, sum } from '@jejak/kernel';
import { type Expectation, type Method, METHODS, type Predicate } from './ratings';

/**
 * Predicate by work result, then behaviour: with this module what performance rates by, and what policy recomputes to say what a
 * draft would have come to. @source domain.md 5.5 (annex of PermenPANRB 6/2022, to be confirmed)
 */
export const PREDICATE: Readonly<Record<Expectation, Readonly<Record<Expectation, Predicate>>>> = {
  ABOVE: { BELOW: 'KURANG', MEETS: 'BAIK', ABOVE: 'SANGAT_BAIK' },
  MEETS: { BELOW: 'KURANG', MEETS: 'BAIK', ABOVE: 'BAIK' },
  BELOW: { BELOW: 'SANGAT_KURANG', MEETS: 'BUTUH_PERBAIKAN', ABOVE: 'BUTUH_PERBAIKAN' },
};

/** Per cent, summing to 100 (`perf.method.weights`). */
export type MethodWeights = Readonly<Record<Method, string>>;

/** One method's part in the composite. A null score: the sample was too small to use. */
export interface MethodScore {
  readonly method: Method;
  readonly score: Decimal | null;
  /** Measurements, reviews or rubric questions. */
  readonly sample: number;
}

export interface WeighedMethod extends MethodScore {
  readonly weight: Decimal;
}

/** The weights as used: those of methods without a usable sample move to DATA. In the order of METHODS. */
export const weighed = (weights: MethodWeights, scores: readonly MethodScore[]): WeighedMethod[] => {
  const of = (method: Method) => scores.find((score) => score.method === method);
  const moved = sum(
    METHODS.filter((method) => (of(method)?.score ?? null) === null).map((method) => weights[method]),
  );
  return METHODS.map((method): WeighedMethod => {
    const { score, sample } = of(method) ?? { score: null, sample: 0 };
    if (method === 'DATA') return { method, score, sample, weight: moved.plus(weights.DATA) };
    return { method, score, sample, weight: score === null ? decimal(0) : decimal(weights[method]) };
  });
};

/** Σ method weight × method score ÷ 100, rounded to the 4 places with which it meets its thresholds. */
export const composite = (methods: readonly Pick<WeighedMethod, 'score' | 'weight'>[]): Decimal =>
  rounded(sum(methods.map(({ score, weight }) => weight.times(score ?? 0))).dividedBy(100), 4);

/** The work-result rating of a composite. @param thresholds `perf.result` @source domain.md 3, 2.3 */
export const resultRating = (
  score: Numeric,
  thresholds: { readonly above: string; readonly meets: string },
): Expectation => {
  const value = rounded(score, 4);
  if (value.greaterThanOrEqualTo(thresholds.above)) return 'ABOVE';
  return value.greaterThanOrEqualTo(thresholds.meets) ? 'MEETS' : 'BELOW';
};

/** `perf.behaviour` */
export interface BehaviourThresholds {
  /** A mean at or above it is ABOVE. */
  readonly above: string;
  /** A mean under it is BELOW. */
  readonly below: string;
  /** As many values rated BELOW make the whole behaviour BELOW, whatever the mean. */
  readonly belowValues: number;
}

/** What a rating is worth in the mean of the seven. @source domain.md 5.4 */
export const POINTS: Readonly<Record<Expectation, number>> = { BELOW: 1, MEETS: 2, ABOVE: 3 };

/** Mean of the values on 1 BELOW, 2 MEETS, 3 ABOVE, to 4 places. @source domain.md 5.4 */
export const behaviourMean = (ratings: readonly Expectation[]): Decimal =>
  rounded(sum(ratings.map((rating) => POINTS[rating])).dividedBy(ratings.length), 4);

/** The rating of behaviour from those of its seven values; one BELOW bars ABOVE. @source domain.md 3 (`perf.behaviour`) */
export const behaviourRating = (
  ratings: readonly Expectation[],
  thresholds: BehaviourThresholds,
): Expectation => {
  const mean = behaviourMean(ratings);
  const below = ratings.filter((rating) => rating === 'BELOW').length;
  if (mean.lessThan(thresholds.below) || below >= thresholds.belowValues) return 'BELOW';
  return mean.greaterThanOrEqualTo(thresholds.above) && below === 0 ? 'ABOVE' : 'MEETS';
};
