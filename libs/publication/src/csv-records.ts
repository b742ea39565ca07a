/**
 * The lines of a file that `csvRow` wrote, as records by the names in its first line. Cells are texts, as they stand there.
 * @throws RangeError for a file without a first line
 */
export const csvRecords = (
  text: string,
): { readonly columns: readonly string[]; readonly rows: readonly Readonly<Record<string, string>>[] } => {
  const [columns, ...lines] = csvLines(text);
  if (!columns) throw new RangeError('a published file names its columns');
  const rows = lines.map((cells) =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
  );
  return { columns, rows };
};

/** One cell of RFC 4180, quoted or not, and what ends it. */
const CELL = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;

const csvLines = (text: string): string[][] => {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, cell, end] of text.matchAll(CELL)) {
    // Behind the last line there is one more cell, of nothing.
    if (end === '' && cell === '' && line.length === 0) break;
    line.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
};
