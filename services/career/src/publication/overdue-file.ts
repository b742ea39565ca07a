import type { PromotionClock } from '@jejak/contracts/career';
import { columnOf, csvRow } from '@jejak/publication';

/** Promotions of people of one unit whose time passed. */
export interface OverdueCount {
  /** The code of the unit; empty for who is of none. */
  readonly unit: string;
  readonly clock: PromotionClock;
  readonly overdue: number;
}

/**
 * What was not done in time of promotions in a quarter, by unit and clock, as one set of cells: counts below the least are left out, and
 * where one alone would be, the next smallest too.
 * @param minCell the smallest count that is shown (`pub`)
 * @source domain.md 2.4 (overdue duties), 7.4, 18 (small cells)
 */
export const overdueFile = (
  counts: readonly OverdueCount[],
  minCell: number,
): { readonly rows: number; readonly content: string } => {
  const cells = columnOf(
    counts.map(({ overdue }) => overdue),
    minCell,
  );
  const lines = counts.map(({ unit, clock }, at) => csvRow([unit, clock, cells[at]]));
  return { rows: counts.length, content: csvRow(['unit', 'clock', 'overdue']) + lines.join('') };
};
