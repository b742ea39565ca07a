import type { ComplaintClass } from '@jejak/contracts/citizen';
import { decimal, fixed, naturalId } from '@jejak/kernel';
import { type Cell, withoutSmallCells } from '@jejak/publication';
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
  /** Of them, those whose every answer came in its time. */
  readonly onTime: number;
  /** Of the first answers, minutes; null where there is none. */
  readonly medianMinutes: string | null;
}

const SUPPRESSED: Cell = 'SUPPRESSED';

/**
 * The complaints of a month by unit and class, the share answered in time and the median response: nothing where they are so few
 * that they point at people.
 * @param month first and last legal date
 * @source domain.md 9.3, 2.7
 */
export const complaintsFile = (
  month: { readonly from: string; readonly to: string },
  counts: readonly ComplaintCounts[],
  minCell: number,
  policies: readonly string[],
  change: string | null,
): DatasetFile => {
  const shown = withoutSmallCells(new Map(counts.map(({ n }, at) => [String(at), n])), minCell);
  const lines = counts.map((row, at) => {
    const cell = shown.get(String(at)) ?? SUPPRESSED;
    const few = cell === SUPPRESSED;
    const share = row.answered === 0 ? '' : fixed(decimal(row.onTime).times(100).div(row.answered), 2);
    return csvLine([
      ...[row.unitCode ?? '', row.class ?? '', cell],
      ...(few ? [SUPPRESSED, SUPPRESSED] : [share, row.medianMinutes ?? '']),
    ]);
  });
  return {
    datasetId: naturalId('dataset', 'complaints-monthly', month.from.slice(0, 7)),
    ...{ kind: 'complaints-monthly', title: `Pengaduan ${month.from.slice(0, 7)}`, period: month },
    ...{ policies, rows: counts.length, change },
    content:
      csvLine(['unit', 'class', 'complaints', 'on_time_percent', 'median_response_minutes']) + lines.join(''),
  };
};
