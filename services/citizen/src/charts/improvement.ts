import { decimal, fixed, type Numeric } from '@jejak/kernel';

/**
 * How much shorter something has become, in percent with 2 decimals: 185 → 55 minutes is 70.27. Null where there was nothing to
 * improve.
 * @source domain.md 9.2
 */
export const improvement = (before: Numeric, after: Numeric): string | null =>
  decimal(before).isZero() ? null : fixed(decimal(before).minus(after).times(100).div(before), 2);
