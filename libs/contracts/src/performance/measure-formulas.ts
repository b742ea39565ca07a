import { type Decimal, decimal, type Numeric, RuleViolated, sum } from '@jejak/kernel';
import type { Aggregation, Indicator } from './indicator';

/** Per cent between which the realisation of one indicator counts (`perf.cap`). */
export interface Cap {
  readonly min: string;
  readonly max: string;
}

/** What of an indicator decides how near an amount comes to it. */
export type Measure = Pick<Indicator, 'indicatorId' | 'direction' | 'target' | 'rangeLow' | 'rangeHigh'>;

/** An amount of one part of the period. */
export interface Amount {
  readonly quantity: string;
  /** Legal dates, both included. */
  readonly from: string;
  readonly to: string;
}

const capped = (percent: Decimal, { min, max }: Cap): Decimal => {
  const [low, high] = [decimal(min), decimal(max)];
  return percent.lessThan(low) ? low : percent.greaterThan(high) ? high : percent;
};

const bound = (measure: Measure, name: 'target' | 'rangeLow' | 'rangeHigh'): Decimal => {
  const value = measure[name];
  if (value === null)
    throw new RuleViolated('NOT_MEASURABLE', `Indicator ${measure.indicatorId} has no ${name}.`, {
      field: name,
    });
  return decimal(value);
};

const nonZeroTarget = (measure: Measure): Decimal => {
  const target = bound(measure, 'target');
  if (target.isZero())
    throw new RuleViolated('TARGET_ZERO', `Indicator ${measure.indicatorId} has a target of zero.`, {
      field: 'target',
    });
  return target;
};

/**
 * How far an amount realises an indicator, in per cent, uncapped: HIGHER `R/T×100`; LOWER `(2 − R/T)×100`; RANGE 100
 * inside, outside less by the distance from the nearer end in widths of the range.
 * @throws RuleViolated TARGET_ZERO, NOT_MEASURABLE
 * @source domain.md 5.2, 18
 */
const uncapped = (measure: Measure, actual: Decimal): Decimal => {
  switch (measure.direction) {
    case 'HIGHER':
      return actual.times(100).dividedBy(nonZeroTarget(measure));
    case 'LOWER': {
      const target = nonZeroTarget(measure);
      // Multiplied before dividing: 2 − 2.55/3 is exactly 115 %, not nearly.
      return target.times(2).minus(actual).times(100).dividedBy(target);
    }
    case 'RANGE': {
      const [low, high] = [bound(measure, 'rangeLow'), bound(measure, 'rangeHigh')];
      const width = high.minus(low);
      if (!width.isPositive() || width.isZero())
        throw new RuleViolated('NOT_MEASURABLE', `Indicator ${measure.indicatorId} has no range.`, {
          field: 'rangeHigh',
        });
      const distance = actual.lessThan(low)
        ? low.minus(actual)
        : actual.greaterThan(high)
          ? actual.minus(high)
          : null;
      return distance === null ? decimal(100) : decimal(100).minus(distance.times(100).dividedBy(width));
    }
  }
};

/** Realisation of an indicator in per cent, capped. @throws RuleViolated TARGET_ZERO, NOT_MEASURABLE */
export const realisation = (measure: Measure, actual: Numeric, cap: Cap): Decimal =>
  capped(uncapped(measure, decimal(actual)), cap);

/**
 * The realised value of a period from the amounts of its parts; null where there is none.
 * LAST is the amount whose part of the period ends last.
 */
export const realised = (aggregation: Aggregation, amounts: readonly Amount[]): Decimal | null => {
  if (amounts.length === 0) return null;
  const total = sum(amounts.map(({ quantity }) => quantity));
  switch (aggregation) {
    case 'SUM':
      return total;
    case 'MEAN':
      return total.dividedBy(amounts.length);
    case 'LAST': {
      const last = amounts.reduce((latest, amount) =>
        amount.to > latest.to || (amount.to === latest.to && amount.from > latest.from) ? amount : latest,
      );
      return decimal(last.quantity);
    }
  }
};

/** S = Σ weight × realisation ÷ 100, exact. @source domain.md 5.4 */
export const indicatorScore = (
  lines: readonly { readonly weight: Numeric; readonly realisation: Numeric }[],
): Decimal => sum(lines.map(({ weight, realisation }) => decimal(weight).times(realisation))).dividedBy(100);

/** `reached ÷ expected × 100`, capped above: the score of a survey index or of an interview's mean. @source domain.md 5.4 */
export const relativeScore = (reached: Numeric, expected: Numeric, { max }: Cap): Decimal => {
  const score = decimal(reached).times(100).dividedBy(expected);
  return score.greaterThan(max) ? decimal(max) : score;
};
