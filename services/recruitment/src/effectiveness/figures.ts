import { decimal, fixed, sum } from '@jejak/kernel';
import { type Cell, withoutSmallCells } from '@jejak/publication';

/** One seat that was filled. */
export interface Hire {
  /** Calendar days from the announcement to the appointment. */
  readonly days: number;
  /** In the first final evaluation that ends a year or more after the first day; null while there is none. */
  readonly atLeastGood: boolean | null;
  /** Resigned before a year was over. */
  readonly resigned: boolean;
}

/** What a selection year is judged by, counted. */
export interface Figures {
  readonly applicants: number;
  /** By how they heard of the vacancy, most first. */
  readonly reach: readonly { readonly channel: string; readonly count: number }[];
  readonly hires: number;
  /** Calendar days, the median of all hires, with 1 decimal; null where nobody is hired. */
  readonly daysToFill: string | null;
  readonly afterOneYear: {
    readonly rated: number;
    readonly atLeastGood: number;
    /** Percent of those rated, with 2 decimals; null where nobody is. */
    readonly share: string | null;
  };
  /** Hires who resigned before their first year was over. */
  readonly firstYearResignations: number;
}

/** The same as the public reads it: without counts that would point at people, and without what would give them away. */
export interface PublicFigures {
  readonly applicants: Cell;
  readonly reach: readonly { readonly channel: string; readonly count: Cell }[];
  readonly hires: Cell;
  /** Decimal text, or `SUPPRESSED`. */
  readonly daysToFill: string | null;
  readonly afterOneYear: {
    readonly rated: Cell;
    readonly atLeastGood: Cell;
    /** Decimal text, or `SUPPRESSED`. */
    readonly share: string | null;
  };
  readonly firstYearResignations: Cell;
}

const median = (values: readonly number[]): string | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return fixed(sum(middle).div(middle.length), 1);
};

/** @source domain.md 4.5 */
export const figuresOf = (channels: ReadonlyMap<string, number>, hires: readonly Hire[]): Figures => {
  const counts = [...channels].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const rated = hires.filter(({ atLeastGood }) => atLeastGood !== null);
  const good = rated.filter(({ atLeastGood }) => atLeastGood).length;
  return {
    applicants: counts.reduce((all, [, count]) => all + count, 0),
    reach: counts.map(([channel, count]) => ({ channel, count })),
    hires: hires.length,
    daysToFill: median(hires.map(({ days }) => days)),
    afterOneYear: {
      ...{ rated: rated.length, atLeastGood: good },
      share: rated.length === 0 ? null : fixed(decimal(good).times(100).div(rated.length), 2),
    },
    firstYearResignations: hires.filter(({ resigned }) => resigned).length,
  };
};

const alone = (count: number, minCell: number): Cell => (count > 0 && count < minCell ? 'SUPPRESSED' : count);

/** @param minCell the smallest count that is shown. From `pub` @source domain.md 2.7, 18 (Small cells) */
export const forPublic = (figures: Figures, minCell: number): PublicFigures => {
  const { applicants, reach, hires, daysToFill, afterOneYear, firstYearResignations: resigned } = figures;
  const channels = withoutSmallCells(new Map(reach.map(({ channel, count }) => [channel, count])), minCell);
  const { rated, atLeastGood, share } = afterOneYear;
  const judged = withoutSmallCells(
    new Map([
      ['good', atLeastGood],
      ['below', rated - atLeastGood],
    ]),
    minCell,
  );
  const left = withoutSmallCells(
    new Map([
      ['resigned', resigned],
      ['stayed', hires - resigned],
    ]),
    minCell,
  );
  // Of two counts that make up a third, one gives the other away.
  const told = ![...judged.values()].includes('SUPPRESSED');
  return {
    applicants: alone(applicants, minCell),
    reach: reach.map(({ channel }) => ({ channel, count: channels.get(channel) ?? 0 })),
    hires: alone(hires, minCell),
    daysToFill: hires > 0 && hires < minCell ? 'SUPPRESSED' : daysToFill,
    afterOneYear: {
      rated: alone(rated, minCell),
      atLeastGood: told ? atLeastGood : 'SUPPRESSED',
      share: told ? share : 'SUPPRESSED',
    },
    firstYearResignations: left.get('resigned') ?? 0,
  };
};
