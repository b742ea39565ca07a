import { csvCell } from '@jejak/publication';

/** A line of a published file with its end. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\n`;
