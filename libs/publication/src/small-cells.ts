/** A count as the public sees it. @source domain.md 2.7 */
export type Cell = number | 'SUPPRESSED';

/**
 * A count that stands alone: shown unless it is so small that it points at people. Nobody is pointed at by 0.
 * @param minCell the smallest count that is shown. From `pub`
 * @source domain.md 2.7, section 18 (Small cells)
 */
export const cellOf = (count: number, minCell: number): Cell =>
  count > 0 && count < minCell ? 'SUPPRESSED' : count;

/**
 * Counts of one table without those so small that they point at people: below `minCell`, and where one alone would be left out,
 * and so could be worked out from the others, the next smallest too. Nobody is pointed at by 0: it is shown.
 * @param minCell the smallest count that is shown. From `pub`
 * @source domain.md 2.7, section 18 (Small cells)
 */
export const withoutSmallCells = (
  counts: ReadonlyMap<string, number>,
  minCell: number,
): ReadonlyMap<string, Cell> => {
  const cells = [...counts].filter(([, n]) => n > 0).sort(([, a], [, b]) => a - b);
  const small = cells.filter(([, n]) => n < minCell).length;
  const hidden = new Set(cells.slice(0, small === 1 ? 2 : small).map(([name]) => name));
  return new Map([...counts].map(([name, n]) => [name, hidden.has(name) ? 'SUPPRESSED' : n]));
};

/**
 * The parts of one whole, by their names: no part that is left out can be worked out from the whole and the others. A whole that is
 * all one small part is small itself.
 */
export const partsOf = <Name extends string>(
  parts: Readonly<Record<Name, number>>,
  minCell: number,
): Readonly<Record<Name, Cell>> =>
  // The names are those of `parts`.
  Object.fromEntries(withoutSmallCells(new Map(Object.entries<number>(parts)), minCell)) as Record<
    Name,
    Cell
  >;

/**
 * The counts of one column as the public sees them, in their order: one set of cells, so that none that is left out can be worked out
 * from the sum and the others.
 */
export const columnOf = (counts: readonly number[], minCell: number): Cell[] => {
  const shown = withoutSmallCells(new Map(counts.map((n, at) => [String(at), n])), minCell);
  return counts.map((_, at) => shown.get(String(at)) ?? 'SUPPRESSED');
};

/** A whole with its parts: all of it is left out where the whole is, and parts that would point at people are. */
export const wholeAndParts = <Name extends string>(
  whole: Cell,
  parts: Readonly<Record<Name, number>>,
  minCell: number,
): Readonly<Record<Name, Cell>> =>
  whole === 'SUPPRESSED'
    ? // The names are those of `parts`.
      (Object.fromEntries(Object.keys(parts).map((name) => [name, 'SUPPRESSED'])) as Record<Name, Cell>)
    : partsOf(parts, minCell);
