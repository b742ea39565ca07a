import { Conflict, Malformed, plusDays } from '@jejak/kernel';

/** Legal dates, both inclusive; `to` is null while it lasts. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

/** Whether a legal date lies in the period. */
export const covers = ({ from, to }: Period, date: string): boolean =>
  from <= date && (to === null || date <= to);

const overlaps = (a: Period, b: Period): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/**
 * Adds a period to those that are there: one that is still open ends the day before the new one begins.
 * @throws Conflict OVERLAP where two would hold on the same day
 * @source domain.md 7.2
 */
export const followedBy = <Held extends Period>(held: readonly Held[], next: Held): Held[] => {
  if (next.to !== null && next.to < next.from)
    throw new Malformed('PERIOD_INVALID', 'A period ends on or after the day it begins.', { field: 'to' });
  const closed = held.map((period) =>
    period.to === null && period.from < next.from ? { ...period, to: plusDays(next.from, -1) } : period,
  );
  if (closed.some((period) => overlaps(period, next)))
    throw new Conflict('OVERLAP', 'The dates overlap with an assignment that is there already.', {
      field: 'from',
    });
  return [...closed, next];
};
