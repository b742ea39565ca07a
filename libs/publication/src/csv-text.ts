/** What a spreadsheet would run as a formula when a cell starts with it; their full-width twins too. A negative number is just that. */
const FORMULA = /^(?!-\d+(?:\.\d+)?$)[=+\-@\t\r＝＋－＠]/;

/**
 * Texts as one line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets a leading apostrophe;
 * numbers are written as they are.
 */
export const csvRow = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

/** One text of it, quoted where it has to be, and never a formula to a spreadsheet. */
export const csvCell = (cell: string | number | null): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
