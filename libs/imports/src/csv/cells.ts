/** The longest cell, in characters. */
export const MAX_CELL = 4096;

export type CellFault = 'QUOTE_INVALID' | 'CELL_TOO_LONG' | 'TEXT_INVALID';

/** Control characters (a tab among them: no column holds one), and halves of a surrogate pair. */
const FORBIDDEN = /[\p{Cc}\p{Surrogate}]/u;

/** What is wrong with the text of a cell, whatever its column is. */
export const cellFaultOf = (cell: string): 'CELL_TOO_LONG' | 'TEXT_INVALID' | undefined => {
  if (cell.length > MAX_CELL) return 'CELL_TOO_LONG';
  return FORBIDDEN.test(cell) ? 'TEXT_INVALID' : undefined;
};

const checked = (cells: string[]): string[] | CellFault => {
  for (const cell of cells) {
    const fault = cellFaultOf(cell);
    if (fault) return fault;
  }
  return cells;
};

/**
 * The cells of one line of CSV (RFC 4180), strictly: a quote stands around a whole cell or doubled inside one, and nowhere
 * else. No column of an import holds a line break, so a quote that is open at the end of a line is a fault of that line,
 * and the next one can be read.
 */
export const cellsOf = (line: string): string[] | CellFault => {
  if (!line.includes('"')) return checked(line.split(','));
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at);
      const cell = line.slice(at, comma < 0 ? undefined : comma);
      if (cell.includes('"')) return 'QUOTE_INVALID';
      cells.push(cell);
      if (comma < 0) return checked(cells);
      at = comma;
      continue;
    }
    let cell = '';
    for (let from = at + 1; ;) {
      const quote = line.indexOf('"', from);
      if (quote < 0) return 'QUOTE_INVALID';
      cell += line.slice(from, quote);
      at = quote + 1;
      if (line[at] !== '"') break;
      cell += '"';
      from = at + 1;
    }
    cells.push(cell);
    if (at >= line.length) return checked(cells);
    if (line[at] !== ',') return 'QUOTE_INVALID';
  }
};
