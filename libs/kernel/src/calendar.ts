import { Temporal } from 'temporal-polyfill';

/** The city's calendar, a policy (`gov.calendar`): IANA zone and legal holidays as ISO dates. */
export interface Calendar {
  readonly zone: string;
  readonly holidays: readonly string[];
}

/** The legal date (yyyy-mm-dd) in the city's zone at an instant. */
export const legalDate = (instant: string, { zone }: Pick<Calendar, 'zone'>): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** A legal date moved by calendar days. */
export const plusDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** A legal date moved by months; the last day of the month where the day does not exist. */
export const plusMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/** Calendar days from one legal date to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** Monday to Friday, and not a holiday. */
export const isWorkingDay = (date: string, { holidays }: Pick<Calendar, 'holidays'>): boolean =>
  Temporal.PlainDate.from(date).dayOfWeek <= 5 && !holidays.includes(date);

/** The legal date `days` working days after `date`, which itself does not count. */
export const plusWorkingDays = (date: string, days: number, calendar: Pick<Calendar, 'holidays'>): string => {
  let current = date;
  for (let left = days; left > 0;) {
    current = plusDays(current, 1);
    if (isWorkingDay(current, calendar)) left--;
  }
  return current;
};

/** Working days after a legal date, up to and including another: as many as `plusWorkingDays` goes from one to the other. */
export const workingDaysBetween = (
  from: string,
  to: string,
  calendar: Pick<Calendar, 'holidays'>,
): number => {
  let days = 0;
  for (let current = from; current < to;) {
    current = plusDays(current, 1);
    if (isWorkingDay(current, calendar)) days++;
  }
  return days;
};

/**
 * The last day of a deadline of working days under another calendar than it was counted by: as many working days as before, and
 * never earlier than the day that people were told.
 * @param began legal date from which it counts
 * @param ends its last day by `before`
 * @source domain.md 2.4: a holiday added later moves only deadlines not yet passed
 */
export const underCalendar = (
  began: string,
  ends: string,
  before: Pick<Calendar, 'holidays'>,
  now: Pick<Calendar, 'holidays'>,
): string => {
  const anew = plusWorkingDays(began, workingDaysBetween(began, ends, before), now);
  return anew > ends ? anew : ends;
};

/**
 * The instant at which a legal date is over: a deadline on that date admits anything before it (domain.md 18).
 * @returns ISO instant, UTC with milliseconds
 */
export const endOfDay = (date: string, { zone }: Pick<Calendar, 'zone'>): string =>
  startOfDay(plusDays(date, 1), { zone });

/** The instant at which a legal date begins. */
export const startOfDay = (date: string, { zone }: Pick<Calendar, 'zone'>): string =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });

/** "n calendar days after": the instant after the last moment of the n-th day after the legal date of `instant`. */
export const deadline = (instant: string, days: number, calendar: Pick<Calendar, 'zone'>): string =>
  endOfDay(plusDays(legalDate(instant, calendar), days), calendar);

/** Whether an ISO instant lies before another. Both may have any number of fractional digits. */
export const isBefore = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) < 0;

/**
 * A text that is a real calendar date, yyyy-mm-dd, of the years 1900 to 2999: nobody in a file was born before, no decision reaches
 * behind, and what is counted on from such a date is one too.
 */
export const isLegalDate = (text: string): boolean => {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
};
