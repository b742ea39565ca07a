import { Decimal } from 'decimal.js';

/**
 * Exact-enough decimals (domain.md 2.3): 40 significant digits, half-up (away from zero), never binary floating point.
 * A private constructor, so that nobody's global settings change a score.
 */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 });

export type Numeric = string | number | Decimal;
export type { Decimal };

/** A decimal to calculate with. @throws Error on a text that is no number */
export const decimal = (value: Numeric): Decimal => new Exact(value);

/** Rounded half-up (away from zero) to `places`, as a number to go on calculating with. */
export const rounded = (value: Numeric, places: number): Decimal => new Exact(value).toDecimalPlaces(places);

/** Rounded half-up to exactly `places` digits, the form in which facts and publications carry it: `"91.2500"`. */
export const fixed = (value: Numeric, places: number): string => new Exact(value).toFixed(places);

/** Σ of the values. */
export const sum = (values: readonly Numeric[]): Decimal =>
  values.reduce<Decimal>((total, value) => total.plus(value), new Exact(0));
