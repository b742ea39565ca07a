import type { ComplaintClass } from '@jejak/contracts/citizen';
import { decimal, fixed, naturalId } from '@jejak/kernel';
import { type Cell, cellOf, columnOf, wholeAndParts } from '@jejak/publication';
import { csvLine } from './csv-text';
import type { DatasetFile } from './dataset-files';

/** Complaints of one unit and class that were filed in a month. */
export interface ComplaintCounts {
  /** Null: not verified by the end of the month. */
  readonly unitCode: string | null;
  readonly class: ComplaintClass | null;
  readonly n: number;
  /** Those with an answer. */
  readonly answered: number;
  /** Those whose clock of an answer has ended, by an answer or without one, and of them those whose every answer came in its time. */
  readonly due: number;
  readonly onTime: number;
  /** Those of which a clock ran out, for the verification or an answer. */
  readonly overdue: number;
  /** Of the first answers, minutes; null where there is none. */
  readonly medianMinutes: string | null;
}

const SUPPRESSED: Cell = 'SUPPRESSED';

/**
 * The complaints of a month by unit and class, the share answered in time, the median response, and how many were late at some point:
 * nothing where they are so few that they point at people. Who was never answered was not answered in time.
 * @param month first and last legal date
 * @source domain.md 2.4, 2.7, 9.3, 18 (small cells)
 */
export const complaintsFile = (
  month: { readonly from: string; readonly to: string },
  counts: readonly ComplaintCounts[],
  minCell: number,
  policies: readonly string[],
  change: string | null,
): DatasetFile => {
  const cells = columnOf(
    counts.map(({ n }) => n),
    minCell,
  );
  const lines = counts.map((row, at) => {
    const { n, due, onTime, answered, overdue, medianMinutes } = row;
    const cell = cells[at];
    const ended = wholeAndParts(cell, { onTime, late: due - onTime }, minCell);
    const clocks = wholeAndParts(cell, { overdue, others: n - overdue }, minCell);
    const share = due === 0 ? '' : fixed(decimal(onTime).times(100).div(due), 2);
    const median = cell === SUPPRESSED ? SUPPRESSED : cellOf(answered, minCell);
    return csvLine([
      ...[row.unitCode ?? '', row.class ?? '', cell],
      ended.onTime === SUPPRESSED ? SUPPRESSED : share,
      median === SUPPRESSED ? SUPPRESSED : (medianMinutes ?? ''),
      clocks.overdue,
    ]);
  });
  return {
    datasetId: naturalId('dataset', 'complaints-monthly', month.from.slice(0, 7)),
    ...{ kind: 'complaints-monthly', title: `Pengaduan ${month.from.slice(0, 7)}`, period: month },
    ...{ policies, rows: counts.length, change },
    content:
      csvLine(['unit', 'class', 'complaints', 'on_time_percent', 'median_response_minutes', 'overdue']) +
      lines.join(''),
  };
};
