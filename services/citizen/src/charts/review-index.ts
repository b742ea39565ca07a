import { decimal, fixed, type Numeric } from '@jejak/kernel';

/** The index of an officer: mean of the counted reviews, from 1 to 4, times 25. @source domain.md 9.2 */
const SCALE = 25;

/**
 * @param total of the scores of `n` counted reviews
 * @param minSample fewer are not used: null then (`perf.citizen`)
 * @returns 2 decimals
 */
export const reviewIndex = (total: Numeric, n: number, minSample: number): string | null =>
  n < minSample || n === 0 ? null : fixed(decimal(total).times(SCALE).div(n), 2);
