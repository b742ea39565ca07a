import { type Decimal, decimal, rounded } from '@jejak/kernel';
import type { AmountFormula, Measured, RewardCondition, RewardRule } from './reward-rule';

/** What the rule's facts came to; null where nobody measured it. */
export type FactValues = Readonly<Record<string, string | null>>;

export interface Weighed {
  readonly key: string;
  /** 4 places, as compared; null where a fact is missing or the computation has no result. */
  readonly value: string | null;
  readonly met: boolean;
}

const of = (measured: Measured, facts: FactValues): Decimal | null => {
  const fact = (name: string): Decimal | null => {
    const value = facts[name];
    return value === null || value === undefined ? null : decimal(value);
  };
  const both = (
    [first, second]: readonly [string, string],
    compute: (a: Decimal, b: Decimal) => Decimal | null,
  ) => {
    const [a, b] = [fact(first), fact(second)];
    return a === null || b === null ? null : compute(a, b);
  };
  if ('fact' in measured) return fact(measured.fact);
  if ('ratio' in measured) return both(measured.ratio, (a, b) => (b.isZero() ? null : a.dividedBy(b)));
  if ('percent' in measured)
    return both(measured.percent, (a, b) => (b.isZero() ? null : a.times(100).dividedBy(b)));
  return both(measured.difference, (a, b) => a.minus(b));
};

const holds = (value: Decimal, { atMost, atLeast, below }: RewardCondition): boolean =>
  (atMost === undefined || value.lessThanOrEqualTo(atMost)) &&
  (atLeast === undefined || value.greaterThanOrEqualTo(atLeast)) &&
  (below === undefined || value.lessThan(below));

/** Each condition of a rule against its facts, in the rule's order; rounded half-up to 4 places first. @source domain.md 5.8, 18 */
export const weigh = ({ conditions }: Pick<RewardRule, 'conditions'>, facts: FactValues): Weighed[] =>
  conditions.map((condition) => {
    const exact = of(condition.of, facts);
    const value = exact && rounded(exact, 4);
    return {
      key: condition.key,
      value: value?.toFixed(4) ?? null,
      met: value !== null && holds(value, condition),
    };
  });

/** Whole rupiah, half-up: base × min(maxFactor, (1 − value) ÷ (1 − from)). @source domain.md 5.8, 18 */
export const amountOf = (formula: AmountFormula | undefined, weighed: readonly Weighed[]): number => {
  if (!formula) return 0;
  const { baseIdr, key, from, maxFactor } = formula;
  const value = weighed.find((condition) => condition.key === key)?.value;
  if (value === null || value === undefined) throw new Error(`a rule that is met has a value of ${key}`);
  const [saved, expected] = [decimal(1).minus(value), decimal(1).minus(from)];
  // Multiplied before dividing.
  const exact = saved.times(baseIdr).dividedBy(expected);
  const most = decimal(maxFactor).times(baseIdr);
  return rounded(exact.greaterThan(most) ? most : exact, 0).toNumber();
};
