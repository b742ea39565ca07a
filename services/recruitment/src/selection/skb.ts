import type { SkbComponent } from '@jejak/contracts/recruitment';
import { decimal, fixed, rounded, sum } from '@jejak/kernel';

/** What each component weighs, in percent of the SKB; sums to 100. From `rec.skb.components`. */
export type SkbWeights = Readonly<Record<SkbComponent, string>>;

/** The components of one applicant, each 0–100 with 3 decimals. */
export type SkbComponents = Readonly<Record<SkbComponent, string>>;

/** `raw` of `of` points as a percentage, rounded half-up to 3 decimals: 380 of 500 is "76.000". */
export const percentOf = (raw: string, of: string): string => fixed(decimal(raw).times(100).div(of), 3);

/**
 * The field-competency score (SKB) of its components, each product rounded to 3 decimals before it is added:
 * 0.60 × 76 + 0.25 × 82 + 0.15 × 80 = 78.100.
 * @source domain.md 4.3 rules 3 and 4
 */
export const skbScore = (components: SkbComponents, weights: SkbWeights): string => {
  const part = (component: SkbComponent) =>
    rounded(decimal(components[component]).times(weights[component]).div(100), 3);
  return fixed(sum([part('CAT'), part('INTERVIEW'), part('PSYCHOLOGICAL')]), 3);
};

/** Whether a component may come by file: of a vacancy with a panel of its own, the written test only. @source domain.md 4.2 */
export const comesByFile = (component: SkbComponent, hasPanel: boolean): boolean =>
  !hasPanel || component === 'CAT';
