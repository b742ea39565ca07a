/** A cell of a file: a text stays a text, so that a number of a person or a unit keeps its zeros. */
export type Cell = string | number | null;

/** The rows of one page after another, each a cell for every column. */
export type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

/** What a row of a list holds, as it stands in a cell: several texts one after the other, anything deeper as its JSON. */
export const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('; ');
  return JSON.stringify(value);
};
