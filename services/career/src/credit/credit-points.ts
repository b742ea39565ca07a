import type { FunctionalLevel } from '@jejak/contracts/career';
import { decimal, fixed, plusDays, plusMonths } from '@jejak/kernel';
import { type RankStep } from './ladder';

/**
 * Points of a period: months ÷ 12 × per cent × coefficient, half-up to 2 places; multiplied before it is divided.
 * @param pct per cent of the coefficient, by predicate (`car.conversion`)
 * @param coefficient points a year, by level (`car.coefficient`)
 * @source PermenPANRB 1/2023, Peraturan BKN 3/2023; domain.md 7.3
 */
export const pointsOf = (months: number, pct: string, coefficient: string): string =>
  fixed(decimal(months).times(pct).times(coefficient).div(1200), 2);

/** The points taken away again. */
export const negated = (points: string): string => {
  const value = decimal(points);
  return value.isZero() ? fixed(0, 2) : fixed(value.negated(), 2);
};

/** A part of a period that was spent on one level. */
export interface LevelPart {
  readonly level: FunctionalLevel;
  /** Legal dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly months: number;
}

/** The first days of months in a period. */
const firstsIn = (from: string, to: string): number => {
  const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const first = from.endsWith('-01') ? index(from) : index(from) + 1;
  return Math.max(0, index(to) - first + 1);
};

/**
 * A period by the levels that were held in it. A month belongs to the position held on its 1st; what lasted less than so many full
 * months earns nothing. Time without a functional level is left out.
 * @param minMonths full months (`car.other`)
 * @source domain.md 7.3, 18
 */
export const levelParts = (
  period: { readonly from: string; readonly to: string },
  steps: readonly RankStep[],
  minMonths: number,
): LevelPart[] => {
  const parts: LevelPart[] = [];
  steps.forEach(({ from: begins, level }, at) => {
    const next = steps[at + 1]?.from;
    const from = begins > period.from ? begins : period.from;
    const to = next !== undefined && next <= period.to ? plusDays(next, -1) : period.to;
    if (level === null || from > to) return;
    const last = parts.at(-1);
    // A new rank on the same level begins no other section.
    if (last?.level === level && plusDays(last.to, 1) === from) parts[parts.length - 1] = { ...last, to };
    else parts.push({ level, from, to, months: 0 });
  });
  return parts.map((part) => ({
    ...part,
    months: plusDays(plusMonths(part.from, minMonths), -1) > part.to ? 0 : firstsIn(part.from, part.to),
  }));
};
