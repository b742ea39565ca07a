import type { DeadlineKind } from '@jejak/contracts/notification';
import { type Cell, cellOf, partsOf } from '@jejak/publication';

/** Deadlines of one unit and kind whose last day lies in the month. */
export interface DeadlineCounts {
  readonly unitId: string | null;
  readonly unitCode: string | null;
  readonly kind: DeadlineKind;
  readonly onTime: number;
  readonly late: number;
  /** Not done to this day, and too late. */
  readonly missed: number;
  readonly escalated: number;
}

export interface DeadlineFigures {
  readonly unitId: string | null;
  readonly unitCode: string | null;
  readonly kind: DeadlineKind;
  readonly due: Cell;
  readonly onTime: Cell;
  readonly late: Cell;
  readonly missed: Cell;
  readonly escalated: Cell;
}

/**
 * The figures without those so small that they point at people. The three ways of a deadline are parts of one whole: where one is
 * left out, so is the next smallest. @param minCell from `pub`
 * @source domain.md 11 (report), 2.7, 18 (small cells)
 */
export const deadlineFigures = (
  { unitId, unitCode, kind, onTime, late, missed, escalated }: DeadlineCounts,
  minCell: number,
): DeadlineFigures => ({
  ...{ unitId, unitCode, kind, due: cellOf(onTime + late + missed, minCell) },
  ...partsOf({ onTime, late, missed }, minCell),
  escalated: cellOf(escalated, minCell),
});
