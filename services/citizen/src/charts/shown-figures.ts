import { type Cell, cellOf, columnOf, wholeAndParts } from '@jejak/publication';

/** The cases that a unit served in one week. */
export interface WeekOfService {
  /** Its Monday. */
  readonly week: string;
  readonly n: number;
  readonly medianMinutes: string;
  /** Nearest rank. */
  readonly p90Minutes: number;
}

export interface ShownWeek {
  readonly week: string;
  readonly n: Cell;
  /** Null, both, where so few were served that they say how long one of them waited. */
  readonly medianMinutes: string | null;
  readonly p90Minutes: number | null;
}

/** No sum of weeks is shown, so that each stands alone. @source domain.md 2.7, 9.2, 18 (small cells) */
export const shownWeek = (week: WeekOfService, minCell: number): ShownWeek => {
  const n = cellOf(week.n, minCell);
  return n === 'SUPPRESSED' ? { week: week.week, n, medianMinutes: null, p90Minutes: null } : week;
};

/** The answered complaints of one category. */
export interface AnsweredComplaints {
  readonly category: string;
  readonly answered: number;
  readonly withGrounds: number;
  readonly satisfied: number;
}

export interface SaidAndDone {
  readonly category: string;
  readonly answered: Cell;
  readonly withGrounds: Cell;
  readonly satisfied: Cell;
}

/** One set of cells, and of each what it is made of. @source domain.md 2.7, 9.3, 18 (small cells) */
export const saidAndDone = (
  categories: readonly AnsweredComplaints[],
  minCell: number,
): readonly SaidAndDone[] => {
  const cells = columnOf(
    categories.map(({ answered }) => answered),
    minCell,
  );
  return categories.map(({ category, answered, withGrounds, satisfied }, at) => {
    const found = wholeAndParts(cells[at], { withGrounds, groundless: answered - withGrounds }, minCell);
    const replied = wholeAndParts(cells[at], { satisfied, others: answered - satisfied }, minCell);
    return {
      ...{ category, answered: cells[at] },
      ...{ withGrounds: found.withGrounds, satisfied: replied.satisfied },
    };
  });
};
