import { decimal, rounded } from '@jejak/kernel';
import { type Cell, cellOf, wholeAndParts } from '@jejak/publication';
import type { ServiceMonthRow } from './service-request.projection';

export interface ShownMonth extends Omit<ServiceMonthRow, 'cases' | 'open' | 'shareWithin'> {
  readonly cases: Cell;
  readonly open: Cell;
  /** Null, as the median, where it would say what became of a few. */
  readonly shareWithin: string | null;
}

const HIDDEN: Cell = 'SUPPRESSED';

/**
 * The cases of a unit and month as everybody sees them: a figure that is computed from a count goes with it.
 * @source domain.md 2.7, 18 (small cells)
 */
export const shownMonth = (month: ServiceMonthRow, minCell: number): ShownMonth => {
  const cases = cellOf(month.cases, minCell);
  const within = rounded(decimal(month.shareWithin).times(month.cases).dividedBy(100), 0).toNumber();
  const { open } = wholeAndParts(cases, { open: month.open, closed: month.cases - month.open }, minCell);
  const inTime = wholeAndParts(cases, { within, beyond: month.cases - within }, minCell);
  return {
    ...{ ...month, cases, open },
    medianDays: open === HIDDEN ? null : month.medianDays,
    shareWithin: inTime.within === HIDDEN ? null : month.shareWithin,
  };
};
