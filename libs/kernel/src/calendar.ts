import { Temporal } from 'temporal-polyfill';

/** The city's calendar, a policy (`gov.calendar`): IANA zone and legal holidays as ISO dates. */
export interface Calendar {
  readonly zone: string;
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The form in which every instant is written here. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Dates between these have a year of four digits. */
const [FIRST_MS, LAST_MS] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31)];

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * A date as milliseconds, for plain arithmetic: a rebuild or a year of a city asks for deadlines by the hundred thousand.
 * @returns null for a text that is no date in this form: Temporal says what it is
 */
const utcOf = (date: string): number | null => {
  if (!DATE.test(date)) return null;
  const ms = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
  return dateOf(ms) === date ? ms : null;
};

/** So much is kept of what a zone was asked. */
const KEPT = 4_096;

/** What a zone says of a text stays so: it is worked out once, and forgotten when there is too much of it. */
const remembered = (of: (text: string, zone: string) => string): ((text: string, zone: string) => string) => {
  const known = new Map<string, string>();
  return (text, zone) => {
    const key = `${text} ${zone}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = of(text, zone);
    if (known.size >= KEPT) known.clear();
    known.set(key, found);
    return found;
  };
};

const dateAt = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
const dateInMinute = remembered((minute, zone) => dateAt(`${minute}:00.000Z`, zone));

/** The legal date (yyyy-mm-dd) in the city's zone at an instant. */
export const legalDate = (instant: string, { zone }: Pick<Calendar, 'zone'>): string =>
  // Clocks change by whole minutes, so all of a minute lies in one date.
  INSTANT.test(instant) ? dateInMinute(instant.slice(0, 16), zone) : dateAt(instant, zone);

/** A legal date moved by calendar days. */
export const plusDays = (date: string, days: number): string => {
  const ms = utcOf(date);
  const moved = ms !== null && Number.isInteger(days) ? ms + days * DAY_MS : NaN;
  return moved >= FIRST_MS && moved <= LAST_MS
    ? dateOf(moved)
    : Temporal.PlainDate.from(date).add({ days }).toString();
};

/** A legal date moved by months; the last day of the month where the day does not exist. */
export const plusMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/** Calendar days from one legal date to another. */
export const daysBetween = (from: string, to: string): number => {
  const [first, last] = [utcOf(from), utcOf(to)];
  return first !== null && last !== null
    ? (last - first) / DAY_MS
    : Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
};

/** Monday to Friday, and not a holiday. */
export const isWorkingDay = (date: string, { holidays }: Pick<Calendar, 'holidays'>): boolean =>
  dayOfWeek(date) <= 5 && !holidays.includes(date);

/** Monday is 1, Sunday 7. */
const dayOfWeek = (date: string): number => {
  const ms = utcOf(date);
  return ms === null ? Temporal.PlainDate.from(date).dayOfWeek : new Date(ms).getUTCDay() || 7;
};

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
export const startOfDay = (date: string, { zone }: Pick<Calendar, 'zone'>): string => beginning(date, zone);

const beginning = remembered((date, zone) =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 }),
);

/** "n calendar days after": the instant after the last moment of the n-th day after the legal date of `instant`. */
export const deadline = (instant: string, days: number, calendar: Pick<Calendar, 'zone'>): string =>
  endOfDay(plusDays(legalDate(instant, calendar), days), calendar);

/** Whether an ISO instant lies before another. Both may have any number of fractional digits. */
export const isBefore = (a: string, b: string): boolean =>
  INSTANT.test(a) && INSTANT.test(b)
    ? a < b
    : Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) < 0;

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
