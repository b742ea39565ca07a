import { decimal, fixed } from '@jejak/kernel';

/** How many of those who work for the city have acknowledged a version. `coverage`: per cent, 4 places. */
export interface Coverage {
  readonly acknowledged: number;
  readonly active: number;
  readonly coverage: string;
}

/**
 * Acknowledged ÷ active employees, in per cent: 1 140 of 1 200 is 95.0000. Where nobody works yet, nobody knows of it: 0.
 * @source domain.md 8.1
 */
export const coverageOf = ({
  acknowledged,
  active,
}: Pick<Coverage, 'acknowledged' | 'active'>): Coverage => ({
  ...{ acknowledged, active },
  coverage: active === 0 ? fixed(0, 4) : fixed(decimal(acknowledged).times(100).div(active), 4),
});
