/** The zone of the city's calendar is UTC+7, without summer time: an hour of the day there is this much earlier here. */
const HOURS_AHEAD = 7;
const DAY_MS = 86_400_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** An hour of a legal date, from 7 to 23, by the clock on the city's wall, as an instant. */
export const at = (date: string, hour: number): string => `${date}T${two(hour - HOURS_AHEAD)}:00:00.000Z`;

/** The instant at which a legal date is over. Timers act then. */
export const endOf = (date: string): string => `${date}T${two(24 - HOURS_AHEAD)}:00:00.000Z`;

/** A legal date moved by calendar days: every life asks this many times, so it is plain arithmetic. */
export const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The date itself, or the Monday after it. */
export const workingDay = (date: string): string => {
  const day = weekday(date);
  return day === 6 ? plus(date, 2) : day === 0 ? plus(date, 1) : date;
};

/** The nth working day after a date, which itself does not count. */
export const workingDaysAfter = (date: string, days: number): string => {
  let found = date;
  for (let left = days; left > 0; left--) found = workingDay(plus(found, 1));
  return found;
};

/** The first legal date of the installation: from it the first policies are in force. */
export const foundedOn = (firstYear: number): string => `${firstYear - 1}-10-01`;
