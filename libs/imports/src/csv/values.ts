import { decimal, isLegalDate } from '@jejak/kernel';

/** A cell that is not what its column wants; `code` says why. */
export class CellRefused extends Error {
  override readonly name = 'CellRefused';
  constructor(readonly code: string) {
    super(code);
  }
}

const refuse = (code: string): never => {
  throw new CellRefused(code);
};

const NUMBER = /^-?\d{1,15}(?:\.(\d{1,15}))?$/;
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** Reads a cell. @throws CellRefused */
export type Reading<Value> = (cell: string) => Value;

const given = (cell: string): string => (cell === '' ? refuse('VALUE_MISSING') : cell);

/** A code: up to 40 letters, digits, points, dashes and underscores; the first is a letter or a digit. */
export const identifier: Reading<string> = (cell) =>
  IDENTIFIER.test(given(cell)) ? cell : refuse('VALUE_INVALID');

/** Up to `length` characters, in Unicode NFC so that equal names compare equal. */
export const text =
  (length: number): Reading<string> =>
  (cell) =>
    given(cell).length <= length ? cell.normalize('NFC') : refuse('CELL_TOO_LONG');

/** One of a list of words. */
export const oneOf =
  <const Word extends string>(words: readonly Word[]): Reading<Word> =>
  (cell) =>
    words.find((word) => word === given(cell)) ?? refuse('VALUE_INVALID');

/**
 * A decimal with a point, as text in its shortest form.
 * @param bounds both inclusive; `decimals` is how many places there may be
 */
export const decimalBetween =
  ({
    from,
    to,
    decimals,
  }: {
    readonly from: number;
    readonly to: number;
    readonly decimals: number;
  }): Reading<string> =>
  (cell) => {
    const match = NUMBER.exec(given(cell));
    if (!match) return refuse('NOT_A_NUMBER');
    if ((match[1] ?? '').length > decimals) return refuse('TOO_MANY_DECIMALS');
    const value = decimal(cell);
    return value.lessThan(from) || value.greaterThan(to) ? refuse('SCORE_OUT_OF_RANGE') : value.toFixed();
  };

/** Whole points, both bounds inclusive. */
export const pointsUpTo =
  (most: number): Reading<number> =>
  (cell) =>
    Number(decimalBetween({ from: 0, to: most, decimals: 0 })(cell));

/** Reads the cells of a row, each by its reading; the first that is refused is named. */
export const readRow = <Readings extends Readonly<Record<string, Reading<unknown>>>>(
  cells: Readonly<Record<keyof Readings & string, string>>,
  readings: Readings,
):
  | { readonly values: { readonly [Column in keyof Readings]: ReturnType<Readings[Column]> } }
  | { readonly code: string; readonly column: string } => {
  const values: Record<string, unknown> = {};
  for (const [column, read] of Object.entries(readings)) {
    try {
      values[column] = read(cells[column]);
    } catch (error) {
      if (error instanceof CellRefused) return { code: error.code, column };
      throw error;
    }
  }
  // One value per reading, each by its own.
  return { values: values as { [Column in keyof Readings]: ReturnType<Readings[Column]> } };
};

/** A calendar date, yyyy-mm-dd. */
export const legalDateCell: Reading<string> = (cell) =>
  isLegalDate(given(cell)) ? cell : refuse('DATE_INVALID');

/** A cell that may be empty: null then. */
export const optional =
  <Value>(reading: Reading<Value>): Reading<Value | null> =>
  (cell) =>
    cell === '' ? null : reading(cell);

/** A text that fits a pattern. */
export const matching =
  (pattern: RegExp): Reading<string> =>
  (cell) =>
    pattern.test(given(cell)) ? cell : refuse('VALUE_INVALID');
