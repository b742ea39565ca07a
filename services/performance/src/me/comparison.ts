import { sum } from '@jejak/kernel';
import type { RealisedYear } from '../scoring/realism';
import { type Caps, realisedToDate, type Standing } from '../standing/standing';

/** What own standings are held against. */
export interface Against {
  /** Those of everybody else in the unit. */
  readonly others: readonly Standing[];
  readonly caps: Caps;
  /** Legal date of the day on which one looks. */
  readonly date: string;
  /** So many others there have to be, that no one of them is pointed at. From `pub`. */
  readonly minCell: number;
  /** Own realised years before this one, by indicator. */
  readonly past: Readonly<Record<string, readonly RealisedYear[]>>;
}

export interface ComparedIndicator {
  readonly indicatorId: string;
  readonly title: string;
  /** Per cent of what was expected by the day, 2 places; null while nothing counts. */
  readonly realised: string | null;
  /** The mean of the others in the unit who have it; null where they are too few. */
  readonly unit: { readonly others: number; readonly mean: string } | null;
  /** Per cent of the own last realised year, by the same day; null without one. */
  readonly past: { readonly year: number; readonly percent: string } | null;
  /** Better than one of both and behind none, or the other way round; null where they say different things, or nothing. */
  readonly verdict: 'STRENGTH' | 'WEAKNESS' | null;
}

export interface Comparison {
  readonly indicators: readonly ComparedIndicator[];
  readonly strengths: readonly string[];
  readonly weaknesses: readonly string[];
}

/**
 * Strengths and weaknesses: each indicator of the own plan against the unit, and against the own past.
 * @throws Error for a plan whose cap was not read
 * @source domain.md 5.10 (My performance), 18 (small cells)
 */
export const comparisonOf = (own: readonly Standing[], against: Against): Comparison => {
  const indicators = own.map((standing) => compared(standing, against));
  const of = (wanted: ComparedIndicator['verdict']) =>
    indicators.filter(({ verdict }) => verdict === wanted).map(({ indicatorId }) => indicatorId);
  return { indicators, strengths: of('STRENGTH'), weaknesses: of('WEAKNESS') };
};

const compared = (standing: Standing, { others, caps, date, minCell, past }: Against): ComparedIndicator => {
  const { indicatorId, title } = standing.indicator;
  const reached = realisedToDate(standing, caps, date);
  const same = others
    .filter(({ indicator }) => indicator.indicatorId === indicatorId)
    .flatMap((other) => realisedToDate(other, caps, date) ?? []);
  const mean = same.length >= minCell ? sum(same).dividedBy(same.length) : null;
  const before = past[indicatorId]?.at(-1);
  const byPast = before ? realisedToDate(heldAgainst(standing, before), caps, date) : null;
  return {
    ...{ indicatorId, title, realised: reached?.toFixed(2) ?? null },
    unit: mean ? { others: same.length, mean: mean.toFixed(2) } : null,
    past: before && byPast ? { year: before.year, percent: byPast.toFixed(2) } : null,
    verdict: verdictOf([reached && mean ? reached.comparedTo(mean) : null, byPast?.comparedTo(100) ?? null]),
  };
};

/** The same standing with what was reached in a year before as its target: a range has none. */
const heldAgainst = (standing: Standing, { value }: RealisedYear): Standing => {
  const { indicator } = standing;
  return indicator.direction === 'RANGE'
    ? { ...standing, amounts: 0, total: null, last: null }
    : { ...standing, indicator: { ...indicator, target: value } };
};

/** @param signs above 0 better, below 0 worse, null where nothing can be said */
const verdictOf = (signs: readonly (number | null)[]): ComparedIndicator['verdict'] => {
  const better = signs.some((sign) => sign !== null && sign > 0);
  const worse = signs.some((sign) => sign !== null && sign < 0);
  if (better === worse) return null;
  return better ? 'STRENGTH' : 'WEAKNESS';
};
