import { type Element, ELEMENTS, type IkmBand } from '@jejak/contracts/citizen';
import { decimal, fixed, type Numeric, rounded, sum } from '@jejak/kernel';
import type { Band, SurveyRules } from '../rules/rules';

/** Answers of a survey, added up: for each element the sum of its marks. */
export interface Tally {
  readonly n: number;
  readonly sums: Readonly<Record<Element, Numeric>>;
}

export interface Ikm {
  readonly elements: { readonly element: Element; readonly mean: string }[];
  readonly index: string;
  readonly band: IkmBand;
}

/** What turns marks from 1 to 4 into an index from 25 to 100. @source PermenPANRB 14/2017 */
const SCALE = 25;

/**
 * The band of an index, by its value rounded to 2 decimals: 76.604 is 76.60 and C, 76.605 is 76.61 and B.
 * @throws RangeError for an index that no mark between 1 and 4 gives
 */
export const bandOf = (index: Numeric, bands: readonly Band[]): IkmBand => {
  const value = rounded(index, 2);
  const found = bands.find(({ from, to }) => value.greaterThanOrEqualTo(from) && value.lessThanOrEqualTo(to));
  if (!found) throw new RangeError(`no band has ${value.toFixed(2)}`);
  return found.band;
};

/** Index = Σ (mean of each element × weight) × 25, from exact sums: nothing is rounded before the end. @source domain.md 9.2 */
export const ikmOf = ({ n, sums }: Tally, { weight, bands }: Pick<SurveyRules, 'weight' | 'bands'>): Ikm => {
  const total = sum(ELEMENTS.map((element) => sums[element]));
  const index = total.times(weight.numerator).times(SCALE).div(decimal(weight.denominator).times(n));
  return {
    elements: ELEMENTS.map((element) => ({ element, mean: fixed(decimal(sums[element]).div(n), 4) })),
    index: fixed(index, 2),
    band: bandOf(index, bands),
  };
};

/**
 * How many answers stand for a population, by the table of Krejcie and Morgan that the regulation has:
 * χ²·N·P·(1−P) ÷ (d²·(N−1) + χ²·P·(1−P)) with P = 0.5, rounded to the nearest.
 * @source PermenPANRB 14/2017
 */
export const requiredSample = (population: number, { chiSquare, error }: SurveyRules['sample']): number => {
  const quarter = decimal(chiSquare).div(4);
  const spread = decimal(error)
    .pow(2)
    .times(population - 1);
  return rounded(quarter.times(population).div(spread.plus(quarter)), 0).toNumber();
};
