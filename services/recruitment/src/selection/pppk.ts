import {
  type FormationKind,
  PPPK_COMPONENTS,
  type PppkComponent,
  type ScoreComponent,
} from '@jejak/contracts/recruitment';
import { decimal, fixed, rounded, sum } from '@jejak/kernel';
import type { WeighedComponents } from './scheme';
import type { PppkThresholds, Weighed } from './weighted';

/** What the decree of a year says of the competence test of a PPPK. @source domain.md 3 `rec.pppk.thresholds`, 4.3 rule 7 */
export interface PppkRules {
  /** The selection years for which it was decreed. */
  readonly years: readonly number[];
  readonly thresholds: PppkThresholds;
  /** Other thresholds for some vacancies, in the order in which they are looked through. */
  readonly special: readonly SpecialThresholds[];
  /** The points of a perfect paper. */
  readonly max: Readonly<Record<PppkComponent, number>>;
  /** In percent; they sum to 100. Null: the decree adds the points up. */
  readonly weights: Readonly<Record<PppkComponent, string>> | null;
}

/** Thresholds for some vacancies only. */
export interface SpecialThresholds {
  /** Posts as vacancies name them, whatever the case; null: all. */
  readonly positions: readonly string[] | null;
  /** Null: all. */
  readonly formationKinds: readonly FormationKind[] | null;
  readonly thresholds: PppkThresholds;
}

/** The thresholds of a vacancy: of the first special ones that name its post and kind, else those for everybody. */
export const pppkThresholdsOf = (
  { thresholds, special }: PppkRules,
  { position, formationKind }: { readonly position: string; readonly formationKind: FormationKind },
): PppkThresholds => {
  const named = (name: string): boolean => name.trim().toLowerCase() === position.trim().toLowerCase();
  const found = special.find(
    ({ positions, formationKinds }) =>
      (positions === null || positions.some(named)) &&
      (formationKinds === null || formationKinds.includes(formationKind)),
  );
  return (found ?? { thresholds }).thresholds;
};

/**
 * What each paper comes to in the final score, in percent: as decreed, else its share of all points, rounded half-up to 3 decimals,
 * the last so that they sum to 100.
 */
export const pppkShares = ({ weights, max }: PppkRules): Readonly<Record<PppkComponent, string>> => {
  if (weights) return weights;
  const total = sum(PPPK_COMPONENTS.map((kind) => max[kind]));
  const share = (kind: PppkComponent) => rounded(decimal(max[kind]).times(PERCENT).div(total), 3);
  const others = sum([share('TECHNICAL'), share('MANAGERIAL'), share('SOCIOCULTURAL')]);
  return {
    TECHNICAL: fixed(share('TECHNICAL'), 3),
    MANAGERIAL: fixed(share('MANAGERIAL'), 3),
    SOCIOCULTURAL: fixed(share('SOCIOCULTURAL'), 3),
    INTERVIEW: fixed(decimal(PERCENT).minus(others), 3),
  };
};

/** The most that a component gives which is scored in percent. */
export const PERCENT = 100;

/** The most that a component can give: points of the decree's paper for a PPPK, percent for everybody else. */
export const mostOf = (kind: ScoreComponent, pppk: PppkRules | null): number => {
  const points: Readonly<Partial<Record<ScoreComponent, number>>> = pppk?.max ?? {};
  return points[kind] ?? PERCENT;
};

/** What an announcement weighs, with the most that each component can give. */
export const weighedBy = (components: WeighedComponents, pppk: PppkRules | null): Weighed[] =>
  components.map(({ kind, weight }) => ({
    ...{ kind, weight, most: String(mostOf(kind, pppk)) },
    ...(pppk && !pppk.weights ? { addsPoints: true } : {}),
  }));
