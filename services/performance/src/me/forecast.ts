import type { Indicator } from '@jejak/contracts/performance';
import { daysBetween, type Decimal, decimal, sum } from '@jejak/kernel';
import type { Span } from '../scoring/expected';
import { type Amount, realised } from '../scoring/realisation';

/** What a year comes to if it goes on as it went. Null while nothing can be said. */
export interface Forecast {
  /** At the pace so far. */
  readonly linear: string | null;
  /** By the part of the year that the same months made of the last full year; null without one. */
  readonly seasonal: string | null;
}

const days = (from: string, to: string): number => daysBetween(from, to) + 1;

/**
 * The end of the plan as its verified amounts foretell it. A sum grows with the days that its amounts cover; a mean or a last
 * value stays as it is.
 * @param past verified amounts of the year before, of parts of it
 * @source domain.md 5.10 (forecast at year end, linear and seasonal)
 */
export const forecast = (
  { aggregation }: Pick<Indicator, 'aggregation'>,
  plan: Span,
  amounts: readonly Amount[],
  past: readonly Amount[],
): Forecast => {
  const actual = realised(aggregation, amounts);
  if (actual === null) return { linear: null, seasonal: null };
  if (aggregation !== 'SUM') return { linear: actual.toFixed(4), seasonal: null };
  const until = amounts.reduce((latest, { to }) => (to > latest ? to : latest), plan.from);
  const linear = actual.times(days(plan.from, plan.to)).dividedBy(days(plan.from, until));
  return { linear: linear.toFixed(4), seasonal: seasonal(actual, until, past)?.toFixed(4) ?? null };
};

/** The same days of the year before made this part of its whole: so they do of this one. */
const seasonal = (actual: Decimal, until: string, past: readonly Amount[]): Decimal | null => {
  const whole = sum(past.map(({ quantity }) => quantity));
  const before = past.filter(({ to }) => to.slice(5) <= until.slice(5));
  const part = sum(before.map(({ quantity }) => quantity));
  // A single amount of the whole year knows no seasons.
  if (past.length < 2 || before.length === past.length || part.isZero()) return null;
  return actual.times(whole).dividedBy(part);
};

/** How much is to be gained: weight × what is missing to the whole, for the largest first. */
export const gapOf = (weight: string, realisation: string | null): Decimal => {
  const missing = decimal(100).minus(realisation ?? 0);
  return missing.isNegative() ? decimal(0) : missing.times(weight).dividedBy(100);
};
