import { decimal, fixed } from '@jejak/kernel';

/** How many cases took so many days; null: they are open. */
export interface TakenDays {
  readonly days: number | null;
  readonly cases: number;
}

export interface RequestFigures {
  readonly cases: number;
  readonly open: number;
  /** Of the closed, 1 decimal: the mean of the two in the middle of an even number. Null where none is closed. */
  readonly medianDays: string | null;
  /** Of all: an open case is not closed in time. Percent, 4 decimals. */
  readonly shareWithin: string;
}

/**
 * What the cases of a unit and month come to.
 * @param taken each number of days once; at least one case
 * @source domain.md 2.9, import `service-requests`
 */
export const requestFigures = (taken: readonly TakenDays[], withinDays: number): RequestFigures => {
  const closed = taken
    .flatMap(({ days, cases }) => (days === null ? [] : [{ days, cases }]))
    .sort((a, b) => a.days - b.days);
  const count = (some: readonly TakenDays[]): number => some.reduce((sum, { cases }) => sum + cases, 0);
  const [all, done] = [count(taken), count(closed)];
  const inTime = count(closed.filter(({ days }) => days <= withinDays));
  const middle = [nth(closed, Math.floor((done - 1) / 2)), nth(closed, Math.ceil((done - 1) / 2))];
  return {
    cases: all,
    open: all - done,
    medianDays: done === 0 ? null : fixed(decimal(middle[0]).plus(middle[1]).div(2), 1),
    shareWithin: fixed(decimal(inTime).times(100).div(all), 4),
  };
};

/** The days of the case at a place, from 0, of cases in order of their days. */
const nth = (closed: readonly { readonly days: number; readonly cases: number }[], place: number): number => {
  let passed = 0;
  return closed.find(({ cases }) => (passed += cases) > place)?.days ?? 0;
};
