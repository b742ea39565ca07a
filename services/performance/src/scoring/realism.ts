import type { Indicator } from '@jejak/contracts/performance';
import { type Decimal, decimal, rounded, sum } from '@jejak/kernel';

/** The realised value of one past year. */
export interface RealisedYear {
  readonly year: number;
  readonly value: string;
}

/** How a target compares with the past. */
export interface Realism {
  readonly baseline: Decimal;
  readonly ratio: Decimal;
  readonly unrealistic: boolean;
  readonly years: readonly number[];
}

/**
 * Target against the mean of the last realised years: target ÷ baseline, of a LOWER indicator baseline ÷ target. Not
 * checked, hence null: a RANGE, a target of zero, no realised year, or a past of nothing but zeroes.
 * @param maxStretch `perf.realism.maxStretch`; the ratio is compared after rounding to 4 places
 * @param baselineYears how many years the baseline takes at most
 * @source domain.md 3 (`perf.realism.maxStretch`), 18
 */
export const realism = (
  { direction, target }: Pick<Indicator, 'direction' | 'target'>,
  past: readonly RealisedYear[],
  maxStretch: string,
  baselineYears: number,
): Realism | null => {
  const years = [...past].sort((a, b) => a.year - b.year).slice(-baselineYears);
  if (direction === 'RANGE' || target === null || years.length === 0) return null;
  const baseline = sum(years.map(({ value }) => value)).dividedBy(years.length);
  const goal = decimal(target);
  if (baseline.isZero() || goal.isZero()) return null;
  const ratio = rounded(direction === 'HIGHER' ? goal.dividedBy(baseline) : baseline.dividedBy(goal), 4);
  return {
    baseline,
    ratio,
    unrealistic: ratio.greaterThan(maxStretch),
    years: years.map(({ year }) => year),
  };
};
