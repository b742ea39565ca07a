import { decimal, sum } from '@jejak/kernel';

/** What one person reached of one indicator in two years, per cent of the target. */
export interface Reached {
  readonly indicatorId: string;
  readonly participant: boolean;
  readonly before: string;
  readonly after: string;
}

/** A mean change in percentage points, 4 places, with the number of people that it is of. Null where they are too few to be shown. */
export interface Change {
  readonly mean: string | null;
  readonly n: number | 'SUPPRESSED';
}

export interface IndicatorChange {
  readonly indicatorId: string;
  readonly participants: Change;
  readonly others: Change;
}

const changeOf = (reached: readonly Reached[], minCell: number): Change => {
  const n = reached.length;
  if (n === 0) return { mean: null, n };
  if (n < minCell) return { mean: null, n: 'SUPPRESSED' };
  const total = sum(reached.map(({ before, after }) => decimal(after).minus(before)));
  return { mean: total.div(n).toFixed(4), n };
};

/**
 * By indicator: how participants changed, and comparable others beside them. It is shown with the numbers of people, and proves
 * nothing: who takes part is not drawn by lot.
 * @param minCell the smallest number of people that is shown. From `pub`
 * @source domain.md 6.3, effect; 2.7
 */
export const indicatorChanges = (reached: readonly Reached[], minCell: number): IndicatorChange[] =>
  [...new Set(reached.map(({ indicatorId }) => indicatorId))].sort().map((indicatorId) => {
    const own = reached.filter((one) => one.indicatorId === indicatorId);
    return {
      indicatorId,
      participants: changeOf(
        own.filter(({ participant }) => participant),
        minCell,
      ),
      others: changeOf(
        own.filter(({ participant }) => !participant),
        minCell,
      ),
    };
  });
