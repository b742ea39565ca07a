import type { Indicator } from '@jejak/contracts/performance';
import { daysBetween, type Decimal, decimal, type Numeric } from '@jejak/kernel';

/** Legal dates, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const daysOf = ({ from, to }: Span): number => daysBetween(from, to) + 1;

/**
 * What of a target is to be reached by the end of a day: of a sum its share of the plan's days, of a mean or a last value all of
 * it. Null before the plan begins, and for a RANGE.
 * @source domain.md 5.10 (expected-to-date)
 */
export const expectedToDate = (
  { target, direction, aggregation }: Pick<Indicator, 'target' | 'direction' | 'aggregation'>,
  plan: Span,
  date: string,
): Decimal | null => {
  if (target === null || direction === 'RANGE' || date < plan.from) return null;
  if (aggregation !== 'SUM') return decimal(target);
  const past = { from: plan.from, to: date < plan.to ? date : plan.to };
  return decimal(target).times(daysOf(past)).dividedBy(daysOf(plan));
};

/** Whether what was reached falls short of what was expected; nothing at all does too. */
export const fallsShort = (
  { direction, rangeLow, rangeHigh }: Pick<Indicator, 'direction' | 'rangeLow' | 'rangeHigh'>,
  actual: Numeric | null,
  expected: Decimal | null,
): boolean => {
  if (direction === 'RANGE') {
    if (actual === null || rangeLow === null || rangeHigh === null) return actual === null;
    return decimal(actual).lessThan(rangeLow) || decimal(actual).greaterThan(rangeHigh);
  }
  if (expected === null) return false;
  if (actual === null) return true;
  return direction === 'HIGHER' ? decimal(actual).lessThan(expected) : decimal(actual).greaterThan(expected);
};
