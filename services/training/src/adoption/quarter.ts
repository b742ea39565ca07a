import { plusDays, plusMonths } from '@jejak/kernel';
import type { Counts } from './adoption-index';

/** What the contracts of other services tell of a unit's quarter. */
export interface Counted extends Omit<Counts, 'policies'> {
  /** The versions that were to be read, by key. */
  readonly policies: readonly string[];
  /** SHA-256 of everything that was counted; left out where nothing was counted here. */
  readonly inputsSha256?: string;
}

/** The last day of the quarter that begins with a legal date. */
export const lastDayOf = (quarter: string): string => plusDays(plusMonths(quarter, 3), -1);

/** The first day of the quarter in which a legal date lies. */
export const quarterOf = (date: string): string => {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
};
