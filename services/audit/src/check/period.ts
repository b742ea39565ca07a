import { isLegalDate, Malformed, plusDays, plusMonths } from '@jejak/kernel';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EventsQuery } from '../search/events.http';
import { firstMillisecond, lastMillisecond } from '../history/as-of';

/** A question about a stretch of time: `period`, or `from` and `to`. */
export class PeriodQuery extends EventsQuery {
  /** `2026`, `2026-H2`, `2026-Q3`, `2026-05`: whole days of the city. */
  @IsOptional() @IsString() @MaxLength(10) readonly period?: string;
}

/** Recorded between two instants: the first included, the second not. ISO texts, as SQL compares them. */
export interface Span {
  readonly since: string;
  readonly before: string;
}

const PERIOD = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/;
/** The first and the last legal date whose ends are instants of a legal date in UTC too. */
const [EVER, NEVER] = ['1900-01-02', '2999-12-31'];

/** First and last legal date of a period. @throws Malformed AS_OF_INVALID */
export const datesOf = (period: string): readonly [from: string, to: string] => {
  const [, year, half, quarter, month] = PERIOD.exec(period) ?? [];
  if (year === undefined || year === '0000')
    throw new Malformed('AS_OF_INVALID', 'period names no stretch of time.', { field: 'period' });
  const [first, months] =
    half !== undefined
      ? [6 * Number(half) - 5, 6]
      : quarter !== undefined
        ? [3 * Number(quarter) - 2, 3]
        : month !== undefined
          ? [Number(month), 1]
          : [1, 12];
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  return [from, plusDays(plusMonths(from, months), -1)];
};

/** @throws Malformed AS_OF_INVALID, or VALIDATION_FAILED where both are named */
export const spanOf = ({ period, from, to }: Pick<PeriodQuery, 'period' | 'from' | 'to'>): Span => {
  if (period !== undefined && (from ?? to) !== undefined)
    throw new Malformed('VALIDATION_FAILED', 'Name a period, or from and to.', { field: 'period' });
  const [first, last] = period === undefined ? [from ?? EVER, to ?? NEVER] : datesOf(period);
  return {
    since: new Date(firstMillisecond(first, 'from')).toISOString(),
    before: new Date(lastMillisecond(last, 'to') + 1).toISOString(),
  };
};

/** The year of a question about one. @throws Malformed AS_OF_INVALID */
export const yearOf = (period: string): number => {
  if (!/^\d{4}$/.test(period) || !isLegalDate(`${period}-01-01`))
    throw new Malformed('AS_OF_INVALID', 'period is a year here.', { field: 'period' });
  return Number(period);
};
