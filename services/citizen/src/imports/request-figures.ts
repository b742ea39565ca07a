import { daysBetween, decimal, fixed } from '@jejak/kernel';

/** A case as far as figures need it. */
export interface DatedCase {
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export interface RequestFigures {
  readonly cases: number;
  readonly open: number;
  /** Of the closed, 1 decimal: the mean of the two in the middle of an even number. Null where none is closed. */
  readonly medianDays: string | null;
  /** Of all: an open case is not closed in time. Percent, 4 decimals. */
  readonly shareWithin: string;
}

/** What the cases of a unit and month come to. @source domain.md 2.9, import `service-requests` */
export const requestFigures = (cases: readonly DatedCase[], withinDays: number): RequestFigures => {
  const days = cases
    .flatMap(({ openedOn, closedOn }) => (closedOn === null ? [] : [daysBetween(openedOn, closedOn)]))
    .sort((a, b) => a - b);
  const middle = [days[Math.floor((days.length - 1) / 2)], days[Math.ceil((days.length - 1) / 2)]];
  const inTime = days.filter((taken) => taken <= withinDays).length;
  return {
    cases: cases.length,
    open: cases.length - days.length,
    medianDays: days.length === 0 ? null : fixed(decimal(middle[0]).plus(middle[1]).div(2), 1),
    shareWithin: fixed(decimal(inTime).times(100).div(cases.length), 4),
  };
};
