import { type Expectation, type Method, METHODS } from '@jejak/contracts/performance';
import { type Decimal, decimal, type Numeric, rounded, sum } from '@jejak/kernel';
import type { Cap } from './realisation';

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

/** S = Σ weight × realisation ÷ 100, exact. @source domain.md 5.4 */
export const indicatorScore = (
  lines: readonly { readonly weight: Numeric; readonly realisation: Numeric }[],
): Decimal => sum(lines.map(({ weight, realisation }) => decimal(weight).times(realisation))).dividedBy(100);

/** `reached ÷ expected × 100`, capped above: the score of a survey index or of an interview's mean. @source domain.md 5.4 */
export const relativeScore = (reached: Numeric, expected: Numeric, { max }: Cap): Decimal => {
  const score = decimal(reached).times(100).dividedBy(expected);
  return score.greaterThan(max) ? decimal(max) : score;
};

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
