import type { Indicator } from '@jejak/contracts/performance';
import { decimal, RuleViolated, sum } from '@jejak/kernel';

/** `perf.plan.indicators`: how many lines a plan has, and how much one may weigh, in per cent. */
export interface IndicatorLimits {
  readonly min: number;
  readonly max: number;
  readonly maxWeight: string;
}

/**
 * Whether the indicators of a plan can be submitted; the first rule broken answers.
 * @param unitResults those that a plan of this unit can support
 * @throws RuleViolated WEIGHTS_NOT_100, TOO_FEW_INDICATORS, NOT_MEASURABLE, TARGET_ZERO, NOT_ALIGNED, RULE_VIOLATED
 * @source domain.md 5.3, 3 (`perf.plan.indicators`)
 */
export const checkIndicators = (
  indicators: readonly Indicator[],
  limits: IndicatorLimits,
  unitResults: readonly string[],
): void => {
  const total = sum(indicators.map(({ weight }) => weight));
  if (!total.equals(100))
    throw new RuleViolated('WEIGHTS_NOT_100', `The weights sum to ${total.toString()}, not to 100.`, {
      field: 'indicators',
      params: { total: total.toString() },
    });
  if (indicators.length < limits.min)
    throw new RuleViolated('TOO_FEW_INDICATORS', `A plan has at least ${limits.min} indicators.`, {
      field: 'indicators',
      params: { minimum: limits.min },
    });
  for (const indicator of indicators) checkMeasure(indicator);
  const unaligned = indicators.filter(
    ({ parentResultId }) => parentResultId === null || !unitResults.includes(parentResultId),
  );
  if (unaligned.length > 0)
    throw new RuleViolated('NOT_ALIGNED', 'Every indicator supports a result of the unit.', {
      field: 'indicators',
      params: { indicators: unaligned.map(({ indicatorId }) => indicatorId) },
    });
  if (indicators.length > limits.max || indicators.some(({ weight }) => !within(weight, limits.maxWeight)))
    throw new RuleViolated(
      'RULE_VIOLATED',
      `A plan has at most ${limits.max} indicators, each of a weight above 0 and at most ${limits.maxWeight}.`,
      { field: 'indicators', rule: 'perf.plan.indicators' },
    );
  if (new Set(indicators.map(({ indicatorId }) => indicatorId)).size !== indicators.length)
    throw new RuleViolated('RULE_VIOLATED', 'An indicator stands in a plan once.', {
      field: 'indicators',
      rule: 'plan.indicator-twice',
    });
};

const within = (weight: string, max: string): boolean =>
  decimal(weight).greaterThan(0) && decimal(weight).lessThanOrEqualTo(max);

const checkMeasure = ({ indicatorId, unit, direction, target, rangeLow, rangeHigh }: Indicator): void => {
  const measurable =
    unit.trim() !== '' &&
    (direction === 'RANGE'
      ? rangeLow !== null && rangeHigh !== null && decimal(rangeHigh).greaterThan(rangeLow)
      : target !== null && !decimal(target).isNegative());
  if (!measurable)
    throw new RuleViolated(
      'NOT_MEASURABLE',
      `Indicator ${indicatorId} has no target or unit to be measured by.`,
      {
        field: 'indicators',
        params: { indicator: indicatorId },
      },
    );
  if (direction !== 'RANGE' && target !== null && decimal(target).isZero())
    throw new RuleViolated('TARGET_ZERO', `Indicator ${indicatorId} has a target of zero.`, {
      field: 'indicators',
      params: { indicator: indicatorId },
    });
};
