import { type Decimal, decimal, type Numeric, sum } from '@jejak/kernel';
import type { Cap } from './realisation';

export {
  composite,
  type MethodScore,
  type MethodWeights,
  resultRating,
  type WeighedMethod,
  weighed,
} from '@jejak/contracts/performance';

/** S = Σ weight × realisation ÷ 100, exact. @source domain.md 5.4 */
export const indicatorScore = (
  lines: readonly { readonly weight: Numeric; readonly realisation: Numeric }[],
): Decimal => sum(lines.map(({ weight, realisation }) => decimal(weight).times(realisation))).dividedBy(100);

/** `reached ÷ expected × 100`, capped above: the score of a survey index or of an interview's mean. @source domain.md 5.4 */
export const relativeScore = (reached: Numeric, expected: Numeric, { max }: Cap): Decimal => {
  const score = decimal(reached).times(100).dividedBy(expected);
  return score.greaterThan(max) ? decimal(max) : score;
};
