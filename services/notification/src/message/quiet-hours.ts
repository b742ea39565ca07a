import { type Calendar, legalDate, plusDays, startOfDay } from '@jejak/kernel';
import type { QuietHours } from '../rules/notification-rules';

const MINUTE_MS = 60_000;
const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));

/**
 * The first instant from `now` on that lies outside the quiet hours: `now` itself by day.
 * @param now ISO instant @param quiet by the clock on the city's wall; the first minute is quiet, the last one named is not
 * @returns ISO instant. In zones that change their clocks it may be an hour off on the night of the change.
 */
export const outsideQuietHours = (now: string, quiet: QuietHours, calendar: Calendar): string => {
  const today = legalDate(now, calendar);
  const minute = Math.floor((Date.parse(now) - Date.parse(startOfDay(today, calendar))) / MINUTE_MS);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const overMidnight = to <= from;
  const isQuiet = overMidnight ? minute >= from || minute < to : minute >= from && minute < to;
  if (!isQuiet) return now;
  const day = overMidnight && minute >= from ? plusDays(today, 1) : today;
  return new Date(Date.parse(startOfDay(day, calendar)) + to * MINUTE_MS).toISOString();
};
