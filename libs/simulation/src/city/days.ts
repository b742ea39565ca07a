import { plusDays, plusWorkingDays } from '@jejak/kernel';

/** The zone of the city's calendar is UTC+7, without summer time: an hour of the day there is this much earlier here. */
const HOURS_AHEAD = 7;

const two = (number: number): string => String(number).padStart(2, '0');

/** An hour of a legal date, from 7 to 23, by the clock on the city's wall, as an instant. */
export const at = (date: string, hour: number): string => `${date}T${two(hour - HOURS_AHEAD)}:00:00.000Z`;

/** A legal date moved by calendar days. */
export const plus = plusDays;

/** The instant at which a legal date is over. Timers act then. */
export const endOf = (date: string): string => `${date}T${two(24 - HOURS_AHEAD)}:00:00.000Z`;

/** The calendar of the policies begins without holidays. */
const NO_HOLIDAYS = { holidays: [] };

/** The date itself, or the Monday after it. */
export const workingDay = (date: string): string => workingDaysAfter(plusDays(date, -1), 1);

/** The nth working day after a date, which itself does not count. */
export const workingDaysAfter = (date: string, days: number): string =>
  plusWorkingDays(date, days, NO_HOLIDAYS);

/** The first legal date of the installation: from it the first policies are in force. */
export const foundedOn = (firstYear: number): string => `${firstYear - 1}-10-01`;
