import { plusDays } from '@jejak/kernel';
import { ZONE } from '../history/as-of';
import { Temporal } from 'temporal-polyfill';

/**
 * The day of the city whose night began last. Machine time: a simulated clock may stand still, or skip a year.
 * @param at `01:30`, when the night's work begins
 */
export const nightOf = (instantMs: number, at: string): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(ZONE);
  const day = local.toPlainDate().toString();
  const [hour, minute] = at.split(':').map(Number);
  return local.hour * 60 + local.minute >= hour * 60 + minute ? day : plusDays(day, -1);
};

/**
 * Whether a night's work is still to be done. What was missed is made up for; but a service that has never done any waits for the
 * first night that begins while it runs.
 * @param last the night for which it was done last @param began the night in which this process began
 */
export const isDue = (night: string, last: string | null, began: string): boolean =>
  last === null ? night > began : night > last;
