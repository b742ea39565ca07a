import { decimal } from '@jejak/kernel';

/** Why a cell has no text that could be taken for what its author meant. */
export type SheetCellFault =
  'FORMULA_REFUSED' | 'CELL_ERROR' | 'NUMBER_INEXACT' | 'NOT_A_NUMBER' | 'DATE_INVALID' | 'VALUE_INVALID';

export type CellText = { readonly text: string } | { readonly code: SheetCellFault };

const NUMBER = /^-?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})(E[+-]?\d{1,3})?$/i;

/** A spreadsheet calculates with fifteen digits; those behind are not what anybody typed. */
const DIGITS = 15;
const FIRST_INEXACT = decimal('1e15');

/**
 * A number as its author wrote it. The file holds the nearest binary number in up to 17 digits (`1.1000000000000001`), of which
 * fifteen are meant. A longer whole number, such as an 18-digit NIP in a column that is not text, has lost digits already.
 */
export const numberText = (raw: string): CellText => {
  if (!NUMBER.test(raw)) return { code: 'NOT_A_NUMBER' };
  const value = decimal(raw).toSignificantDigits(DIGITS);
  if (value.abs().greaterThanOrEqualTo(FIRST_INEXACT)) return { code: 'NUMBER_INEXACT' };
  return { text: value.toFixed() };
};

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
/** Day 0 of each count. The count from 1900 has a 29 February of that year, day 60, which never was. */
const DAY_0 = { from1900: Date.UTC(1899, 11, 31), from1904: Date.UTC(1904, 0, 1) };
const NEVER_WAS = 60;
const LAST_DAY = 2_958_465;

/** A day, with its time where it has one, in ISO 8601: `2026-01-31`, `2026-01-31T08:30:00`; a time alone as `08:30:00`. */
export const dayText = (raw: string, from1904: boolean): CellText => {
  if (!NUMBER.test(raw)) return { code: 'DATE_INVALID' };
  const value = decimal(raw);
  if (value.isNegative() || value.greaterThan(LAST_DAY)) return { code: 'DATE_INVALID' };
  const seconds = value.times(DAY_SECONDS).round().toNumber();
  const day = Math.floor(seconds / DAY_SECONDS);
  const time = new Date((seconds % DAY_SECONDS) * 1000).toISOString().slice(11, 19);
  if (day === 0 && !from1904) return { text: time };
  if (day === NEVER_WAS && !from1904) return { code: 'DATE_INVALID' };
  const start = from1904 ? DAY_0.from1904 : DAY_0.from1900;
  const counted = !from1904 && day > NEVER_WAS ? day - 1 : day;
  const date = new Date(start + counted * DAY_MS).toISOString().slice(0, 10);
  return { text: seconds % DAY_SECONDS === 0 ? date : `${date}T${time}` };
};

/** A day that the file holds as ISO 8601: midnight is the day itself. */
export const isoDayText = (raw: string): CellText => ({ text: raw.replace(/T00:00(:00(\.0+)?)?Z?$/, '') });

/** `true` and `false`, as the rest of the platform writes them. */
export const booleanText = (raw: string): CellText =>
  raw === '1' || raw === 'true'
    ? { text: 'true' }
    : raw === '0' || raw === 'false'
      ? { text: 'false' }
      : { code: 'VALUE_INVALID' };
