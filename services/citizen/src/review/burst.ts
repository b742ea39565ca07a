import { decimal, sum } from '@jejak/kernel';
import type { BurstRule } from '../rules/rules';

/**
 * Whether a day has far more reviews of one officer than the days before it: more than z standard deviations above their mean.
 * A deviation below one review counts as one, so that a quiet counter is not suspected for its second visitor.
 * @param before how many on each of the days before, days without any included
 * @source domain.md 9.1 (burst z > 3), by `cit.other`
 */
export const isBurst = (today: number, before: readonly number[], { z, minReviews }: BurstRule): boolean => {
  const all = sum(before);
  if (before.length === 0 || all.lessThan(minReviews)) return false;
  const mean = all.div(before.length);
  const variance = sum(before.map((n) => decimal(n).minus(mean).pow(2))).div(before.length);
  const deviation = variance.lessThan(1) ? decimal(1) : variance.sqrt();
  return decimal(today).minus(mean).div(deviation).greaterThan(z);
};
