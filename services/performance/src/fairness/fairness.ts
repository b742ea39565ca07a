import type { EmployeeKind } from '@jejak/contracts/career';
import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { decimal, type Decimal, sum } from '@jejak/kernel';
import { type Cell, cellOf, withoutSmallCells } from '@jejak/publication';
import type { Sex } from './staff-profile.projection';

/** One rated evaluation, as the monitor counts it. */
export interface Rated {
  readonly predicate: Predicate;
  readonly raterId: string | null;
  /** The code of the unit. */
  readonly unit: string;
  readonly deviates: boolean;
  /** Null where facts do not tell. */
  readonly kind: EmployeeKind | null;
  readonly sex: Sex | null;
  readonly birthYear: number | null;
}

const SUPPRESSED: Cell = 'SUPPRESSED';
/** A decimal, SUPPRESSED where its count is, null where there is none. */
type Figure = string | null;

/** People who have something in common, and how they are rated. */
export interface Group {
  readonly group: string;
  readonly n: Cell;
  /** Of the predicates on 1 to 5, 4 places; left out with the count. */
  readonly mean: Figure;
  /** Per cent of ratings that are not the recommended one, 2 places. */
  readonly deviationShare: Figure;
}

export interface RaterGroup extends Group {
  /** Standard deviations by which the rater's mean is above that of the raters shown; null where they do not differ. */
  readonly z: Figure;
}

export interface Fairness {
  readonly n: Cell;
  readonly mean: Figure;
  readonly deviationShare: Figure;
  readonly raters: readonly RaterGroup[];
  readonly sex: readonly Group[];
  readonly ageBand: readonly Group[];
  readonly unit: readonly Group[];
  readonly kind: readonly Group[];
}

const UNKNOWN = 'UNKNOWN';
/** 5 for the best, 1 for the worst. */
const pointsOf = (predicate: Predicate): number => PREDICATES.length - PREDICATES.indexOf(predicate);
const meanOf = (values: readonly (number | Decimal)[]): Decimal => sum(values).dividedBy(values.length);

/** @param bands first years of age of the bands, ascending; below the first is a band too */
export const ageBandOf = (birthYear: number | null, year: number, bands: readonly number[]): string => {
  if (birthYear === null) return UNKNOWN;
  const age = year - birthYear;
  const at = bands.findLastIndex((first) => age >= first);
  if (at === -1) return bands.length === 0 ? 'ALL' : `<${bands[0]}`;
  return at === bands.length - 1 ? `>=${bands[at]}` : `${bands[at]}-${bands[at + 1] - 1}`;
};

const figures = (own: readonly Rated[]): { readonly mean: string; readonly deviationShare: string } => ({
  mean: meanOf(own.map(({ predicate }) => pointsOf(predicate))).toFixed(4),
  deviationShare: decimal(own.filter(({ deviates }) => deviates).length)
    .times(100)
    .dividedBy(own.length)
    .toFixed(2),
});

/** Groups in their order; of groups so small that they point at people only that they are there (domain.md 18). */
const grouped = (rated: readonly Rated[], by: (one: Rated) => string, minCell: number): Group[] => {
  const groups = new Map<string, Rated[]>();
  for (const one of rated) {
    const own = groups.get(by(one));
    if (own) own.push(one);
    else groups.set(by(one), [one]);
  }
  const cells = withoutSmallCells(new Map([...groups].map(([name, own]) => [name, own.length])), minCell);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => {
      const n = cells.get(group) ?? SUPPRESSED;
      const shown = n === SUPPRESSED ? { mean: SUPPRESSED, deviationShare: SUPPRESSED } : figures(own);
      return { group, n, ...shown };
    });
};

/** Each rater's mean against those of all who are shown. */
const withZ = (raters: readonly Group[]): RaterGroup[] => {
  const means = raters.flatMap(({ mean }) => (mean === null || mean === SUPPRESSED ? [] : decimal(mean)));
  const centre = means.length === 0 ? decimal(0) : meanOf(means);
  const spread =
    means.length === 0 ? decimal(0) : meanOf(means.map((mean) => mean.minus(centre).pow(2))).sqrt();
  return raters.map((rater) => {
    if (rater.mean === null || rater.mean === SUPPRESSED) return { ...rater, z: SUPPRESSED };
    return {
      ...rater,
      z: spread.isZero() ? null : decimal(rater.mean).minus(centre).dividedBy(spread).toFixed(4),
    };
  });
};

/** Where a rater stands in the list: how far from the others, to four places, below all where nothing is shown; then by who it is. */
export const standingOf = ({ group, z }: Pick<RaterGroup, 'group' | 'z'>) => ({
  distance: z === null || z === SUPPRESSED ? '-1' : decimal(z).abs().toFixed(4),
  group,
});

type Standing = ReturnType<typeof standingOf>;
const farther = (a: Standing, b: Standing): number =>
  decimal(b.distance).comparedTo(a.distance) || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0);

/** Raters, those farthest from the others first. @param after leaves out who stands before it, and it */
export const farthestFirst = (raters: readonly RaterGroup[], after?: Standing): RaterGroup[] =>
  raters
    .filter((rater) => !after || farther(after, standingOf(rater)) < 0)
    .sort((a, b) => farther(standingOf(a), standingOf(b)));

/**
 * How a year was rated: by rater, sex, age band, unit and contract. It shows differences, and says nothing of their cause.
 * @param bands first years of age of the bands (`perf.other`)
 * @param minCell the smallest group that is shown (`pub`)
 * @source domain.md 5.10 (fairness monitor), 18 (small cells)
 */
export const fairnessOf = (
  rated: readonly Rated[],
  year: number,
  bands: readonly number[],
  minCell: number,
): Fairness => {
  const by = (of: (one: Rated) => string) => grouped(rated, of, minCell);
  const n = cellOf(rated.length, minCell);
  const whole =
    n === SUPPRESSED
      ? { mean: SUPPRESSED, deviationShare: SUPPRESSED }
      : n === 0
        ? { mean: null, deviationShare: null }
        : figures(rated);
  return {
    n,
    ...whole,
    raters: withZ(by(({ raterId }) => raterId ?? UNKNOWN)),
    sex: by(({ sex }) => sex ?? UNKNOWN),
    ageBand: by(({ birthYear }) => ageBandOf(birthYear, year, bands)),
    unit: by(({ unit }) => unit),
    kind: by(({ kind }) => kind ?? UNKNOWN),
  };
};
