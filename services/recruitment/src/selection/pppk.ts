import type { PppkComponent, ScoreComponent } from '@jejak/contracts/recruitment';
import type { WeighedComponents } from './scheme';
import type { PppkThresholds, Weighed } from './weighted';

/** What the decree of a year says of the competence test of a PPPK. @source domain.md 3 `rec.pppk.thresholds`, 4.3 rule 7 */
export interface PppkRules {
  /** The selection years for which it was decreed. */
  readonly years: readonly number[];
  readonly thresholds: PppkThresholds;
  /** The points of a perfect paper. */
  readonly max: Readonly<Record<PppkComponent, number>>;
  /** In percent; they sum to 100. */
  readonly weights: Readonly<Record<PppkComponent, string>>;
}

/** The most that a component gives which is scored in percent. */
export const PERCENT = 100;

/** The most that a component can give: points of the decree's paper for a PPPK, percent for everybody else. */
export const mostOf = (kind: ScoreComponent, pppk: PppkRules | null): number => {
  const points: Readonly<Partial<Record<ScoreComponent, number>>> = pppk?.max ?? {};
  return points[kind] ?? PERCENT;
};

/** What an announcement weighs, with the most that each component can give. */
export const weighedBy = (components: WeighedComponents, pppk: PppkRules | null): Weighed[] =>
  components.map(({ kind, weight }) => ({ kind, weight, most: String(mostOf(kind, pppk)) }));
