import type { Predicate } from '@jejak/contracts/performance';
import { decimal, fixed } from '@jejak/kernel';
import { pointsOf } from '../credit/credit-points';

/** When the points are enough, if every year is rated alike. */
export interface Forecast {
  readonly predicate: Predicate;
  /** Points of each year to come, until it is enough. */
  readonly years: readonly { readonly year: number; readonly points: string; readonly balance: string }[];
  /** The year whose predicate brings enough; null where none of the years looked at does. */
  readonly enoughWith: number | null;
}

/** Nobody plans further. */
const YEARS = 20;

/**
 * Year by year from the first that is not in the ledger. "At Baik you reach 100 with 2027" means: with the predicate of 2027, which
 * becomes points when it is final, early in 2028.
 * @param months of that first year that are still to be credited; 12 of a whole one
 * @source domain.md 7.3, 7.7
 */
export const forecastOf = (
  predicate: Predicate,
  {
    balance,
    needed,
    firstYear,
    months,
    pct,
    coefficient,
  }: {
    readonly balance: string;
    readonly needed: string;
    readonly firstYear: number;
    readonly months: number;
    readonly pct: string;
    readonly coefficient: string;
  },
): Forecast => {
  const years: { year: number; points: string; balance: string }[] = [];
  let reached = decimal(balance);
  for (let at = 0; at < YEARS && reached.lessThan(needed); at++) {
    const points = pointsOf(at === 0 ? months : 12, pct, coefficient);
    reached = reached.plus(points);
    years.push({ year: firstYear + at, points, balance: fixed(reached, 2) });
  }
  return { predicate, years, enoughWith: reached.lessThan(needed) ? null : (years.at(-1)?.year ?? null) };
};
