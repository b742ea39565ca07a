import { plusDays, plusMonths } from '@jejak/kernel';

/** A quarter of a year, by its name `2027-Q1`. Legal dates, both included. */
export interface Quarter {
  readonly name: string;
  readonly year: number;
  readonly from: string;
  readonly to: string;
}

export const QUARTER = /^2\d{3}-Q[1-4]$/;

/** @throws RangeError for a text that is no quarter's name */
export const quarterOf = (name: string): Quarter => {
  if (!QUARTER.test(name)) throw new RangeError(`${name} is no quarter`);
  const month = Number(name.slice(6)) * 3 - 2;
  const from = `${name.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return { name, year: Number(name.slice(0, 4)), from, to: plusDays(plusMonths(from, 3), -1) };
};

/** The name of the quarter whose last day this legal date is; null where it is none's. */
export const quarterEnding = (date: string): string | null => {
  const name = `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  return QUARTER.test(name) && quarterOf(name).to === date ? name : null;
};
