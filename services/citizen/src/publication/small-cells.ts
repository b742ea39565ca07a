/** A count as the public sees it. @source domain.md 2.7 */
export type Cell = number | 'SUPPRESSED';

/**
 * Counts of one table without those so small that they point at people: below `minCell`, and where one alone would be left out,
 * and so could be worked out from the others, the next smallest too. Nobody is pointed at by 0: it is shown.
 * @returns the counts in the order given
 * @source domain.md 2.7, section 18 (Small cells)
 */
export const withoutSmallCells = (counts: readonly number[], minCell: number): Cell[] => {
  const filled = counts.map((n, at) => ({ n, at })).filter(({ n }) => n > 0);
  filled.sort((a, b) => a.n - b.n || a.at - b.at);
  const small = filled.filter(({ n }) => n < minCell).length;
  const hidden = new Set(filled.slice(0, small === 1 ? 2 : small).map(({ at }) => at));
  return counts.map((n, at) => (hidden.has(at) ? 'SUPPRESSED' : n));
};
