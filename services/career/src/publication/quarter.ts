import { plusDays, plusMonths } from '@jejak/kernel';

/** The first day of the quarter in which a legal date lies. */
export const quarterOf = (date: string): string => {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
};

export const QUARTER = /^20\d{2}-Q[1-4]$/;

/** `2027-Q1`, by its first day. */
export const nameOf = (quarter: string): string =>
  `${quarter.slice(0, 4)}-Q${Math.ceil(Number(quarter.slice(5, 7)) / 3)}`;

/** The first and last day of `2027-Q1`. */
export const periodOf = (name: string): { readonly from: string; readonly to: string } => {
  const month = Number(name.slice(6)) * 3 - 2;
  const from = `${name.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return { from, to: plusDays(plusMonths(from, 3), -1) };
};
