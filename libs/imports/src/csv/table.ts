import { Malformed, TooLarge } from '@jejak/kernel';
import { cellsOf, type CellFault } from './cells';
import { type Line, linesOf, type UnreadableLine } from './lines';

/** What is wrong with one row. */
export interface RowFault {
  /** From 1 behind the header. */
  readonly row: number;
  readonly code: string;
  /** The column at fault; left out where the whole row is. */
  readonly column?: string;
}

/** Cells that a file holds otherwise than as text, the first of each line: their place from 0, and why they are refused. */
export type CellFaults = ReadonlyMap<number, { readonly place: number; readonly code: string }>;

/** A table as CSV. One that was written down from a workbook brings along which of its cells could not be. */
export interface TableContent extends AsyncIterable<Buffer> {
  readonly cellFaults?: CellFaults;
}

/** More columns than any import has. */
export const MAX_COLUMNS = 200;

/** A row of a table, by column. */
export interface TableRow<Column extends string> {
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
}

export const isFault = <Row extends object>(row: Row | RowFault): row is RowFault => 'code' in row;

const headerOf = (line: Line | UnreadableLine | undefined, faults?: CellFaults): string[] => {
  const unreadable = (code: string): Malformed =>
    new Malformed(code, 'The header row cannot be read.', { field: 'header' });
  const fault = line && faults?.get(line.number);
  if (fault) throw unreadable(fault.code);
  if (!line || ('text' in line && line.text === ''))
    throw new Malformed('FILE_EMPTY', 'The file has no header row.');
  const cells: string[] | CellFault | UnreadableLine['code'] =
    'code' in line ? line.code : cellsOf(line.text);
  if (typeof cells === 'string') throw unreadable(cells);
  if (cells.length > MAX_COLUMNS)
    throw new Malformed('TOO_MANY_COLUMNS', 'The file has too many columns.', {
      params: { limit: MAX_COLUMNS },
    });
  return cells;
};

/**
 * The places of the columns in a header.
 * @throws Malformed COLUMN_UNKNOWN, COLUMN_REPEATED, COLUMN_MISSING: the first that applies, naming none that came from the file
 */
const placesOf = <Column extends string>(header: readonly string[], columns: readonly Column[]): Column[] => {
  const known = header.map((name) => columns.find((column) => column === name));
  const found = known.filter((column) => column !== undefined);
  if (found.length < header.length)
    throw new Malformed('COLUMN_UNKNOWN', 'The file has a column that this import does not know.', {
      field: 'header',
      params: { place: known.indexOf(undefined) + 1, columns },
    });
  if (new Set(found).size < found.length)
    throw new Malformed('COLUMN_REPEATED', 'The file has a column twice.', { field: 'header' });
  const missing = columns.filter((column) => !found.includes(column));
  if (missing.length > 0)
    throw new Malformed('COLUMN_MISSING', 'The file lacks a column.', {
      field: 'header',
      params: { columns: missing },
    });
  return found;
};

/** The set of columns that a header is meant to be: the one with which it has most in common. */
const intended = <Column extends string>(
  header: readonly string[],
  layouts: readonly (readonly Column[])[],
): readonly Column[] => {
  const common = (columns: readonly Column[]) => columns.filter((column) => header.includes(column)).length;
  return layouts.reduce((best, columns) => (common(columns) > common(best) ? columns : best));
};

const faultyRow = (row: number, code: string, column: string | undefined): RowFault =>
  column === undefined ? { row, code } : { row, code, column };

/**
 * Reads a table of CSV with a header row, a row at a time. Empty lines at the end are no rows.
 * @param layouts the columns that the file may have, in any order; the header tells which of the sets it is
 * @throws Malformed on a header that is none of them, FILE_EMPTY on no header or no rows; TooLarge TOO_MANY_ROWS
 */
export async function* tableOf<Column extends string>(
  content: TableContent,
  layouts: readonly (readonly Column[])[],
  maxRows: number,
): AsyncGenerator<TableRow<Column> | RowFault> {
  const lines = linesOf(content);
  const first = await lines.next();
  const { cellFaults } = content;
  const header = headerOf(first.done ? undefined : first.value, cellFaults);
  const columns = placesOf(header, intended(header, layouts));
  let row = 0;
  let empty = 0;
  for await (const line of lines) {
    if ('text' in line && line.text === '' && !cellFaults?.has(line.number)) {
      empty++;
      continue;
    }
    // Empty lines between rows are rows without cells.
    for (; empty > 0; empty--) yield { row: ++row, code: 'ROW_WIDTH' };
    if (++row > maxRows)
      throw new TooLarge('TOO_MANY_ROWS', 'The file has too many rows.', { params: { limit: maxRows } });
    const fault = cellFaults?.get(line.number);
    const cells = 'code' in line ? line.code : cellsOf(line.text);
    if (fault) yield faultyRow(row, fault.code, columns.at(fault.place));
    else if (typeof cells === 'string') yield { row, code: cells };
    else if (cells.length !== columns.length) yield { row, code: 'ROW_WIDTH' };
    else {
      // Every column of the layout is in the header exactly once.
      const named = Object.fromEntries(columns.map((column, at) => [column, cells[at]])) as Record<
        Column,
        string
      >;
      yield { row, cells: named };
    }
  }
  if (row === 0) throw new Malformed('FILE_EMPTY', 'The file has no rows.');
}
