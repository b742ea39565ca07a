/** A cell of a CSV file: quoted where it has to be, and never a formula to a spreadsheet. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+@\t\r-]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of a CSV file with its end. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\n`;
