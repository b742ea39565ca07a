import { decimal, fixed, rounded, sum } from '@jejak/kernel';
import type { PlacementRules } from '../talent/talent-rules';

/** The eight aspects of merit, in the order of the assessment. @source domain.md 7.6 */
export const MERIT_ASPECTS = [
  'NEEDS_PLANNING',
  'RECRUITMENT',
  'CAREER',
  'PROMOTION_MUTATION',
  'PERFORMANCE',
  'PAY_AWARD_DISCIPLINE',
  'PROTECTION_SERVICE',
  'INFORMATION_SYSTEM',
] as const;
export type MeritAspect = (typeof MERIT_ASPECTS)[number];

/** What is counted in an aspect: cases, and those in which what merit asks for was done. */
export const MEASURES: Readonly<Record<MeritAspect, string>> = {
  NEEDS_PLANNING: 'Formations proposed of which somebody decided',
  RECRUITMENT:
    'Vacancies announced of which the final result was published, and appointments of those whom the ranking selected or the reserve gave',
  CAREER: 'Employees who stand in the nine-box',
  PROMOTION_MUTATION:
    'Promotions in effect for which every condition was met, and approved placements that matched as the policy asks',
  PERFORMANCE: 'Evaluations opened that are final',
  PAY_AWARD_DISCIPLINE: 'Rewards proposed and violations reported of which somebody decided',
  PROTECTION_SERVICE: 'Objections answered, and support asked for that was answered',
  INFORMATION_SYSTEM: 'Sources of amounts that passed an audit',
};

export const MERIT_BANDS = ['VERY_GOOD', 'GOOD', 'LESS', 'POOR'] as const;
export type MeritBand = (typeof MERIT_BANDS)[number];

/** Cases of an aspect as they were counted. */
export interface Counted {
  readonly aspect: MeritAspect;
  readonly cases: number;
  readonly met: number;
}
export interface AspectScore extends Counted {
  readonly measure: string;
  /** 100 to 400, 2 places; null: there is no fact of this aspect. */
  readonly score: string | null;
  readonly band: MeritBand | null;
}

/** 100 where nothing was done, 400 where all was. @source domain.md 7.6 */
const scoreOf = ({ cases, met }: Counted): string => fixed(decimal(met).times(300).div(cases).plus(100), 4);

/** @source domain.md 7.6; parameter `car.other` meritBands */
export const bandOf = (score: string, { meritBands }: PlacementRules): MeritBand => {
  const value = rounded(score, 4);
  if (value.gte(meritBands.veryGood)) return 'VERY_GOOD';
  if (value.gte(meritBands.good)) return 'GOOD';
  return value.gte(meritBands.less) ? 'LESS' : 'POOR';
};

/** The self-assessment of the city: the mean of the aspects of which there are facts; the others are named as missing. */
export interface Merit {
  readonly score: string | null;
  readonly band: MeritBand | null;
  readonly aspects: readonly AspectScore[];
  /** Aspects without a fact. */
  readonly notAvailable: readonly MeritAspect[];
}

/** @source domain.md 7.6 */
export const meritOf = (counted: readonly Counted[], rules: PlacementRules): Merit => {
  const exact = MERIT_ASPECTS.map((aspect) => {
    const found = counted.find((one) => one.aspect === aspect) ?? { aspect, cases: 0, met: 0 };
    return { ...found, score: found.cases === 0 ? null : scoreOf(found) };
  });
  const scores = exact.flatMap(({ score }) => (score === null ? [] : [score]));
  const mean = scores.length === 0 ? null : fixed(sum(scores).div(scores.length), 4);
  return {
    score: mean === null ? null : fixed(mean, 2),
    band: mean === null ? null : bandOf(mean, rules),
    aspects: exact.map(({ aspect, cases, met, score }) => ({
      ...{ aspect, measure: MEASURES[aspect], cases, met },
      score: score === null ? null : fixed(score, 2),
      band: score === null ? null : bandOf(score, rules),
    })),
    notAvailable: exact.flatMap(({ aspect, score }) => (score === null ? [aspect] : [])),
  };
};
