import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { CommandFailed, EXIT } from './exit';

/** A published place, as both files have it. */
type Result = Readonly<Record<string, string>>;

const KEY = ['participant', 'formation_code', 'list'] as const;
const COMPARED = ['skd', 'final_score', 'position_in_list'] as const;

const read = (file: string): Map<string, Result> => {
  let rows: Result[];
  try {
    rows = parse<Result>(readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new CommandFailed(
      `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`,
      EXIT.usage,
    );
  }
  const missing = [...KEY, ...COMPARED].filter((column) => rows.length === 0 || !(column in rows[0]));
  if (missing.length > 0)
    throw new CommandFailed(`${file} lacks the columns ${missing.join(', ')}.`, EXIT.usage);
  return new Map(rows.map((row) => [KEY.map((column) => row[column]).join(' '), row]));
};

const same = (a: string, b: string): boolean => a === b || (a !== '' && b !== '' && Number(a) === Number(b));

/** One row in which two files of results differ. */
export interface ResultDifference {
  readonly row: string;
  readonly difference: string;
}

/**
 * Compares results with what was officially published, row by row; numbers are compared as numbers.
 * @throws CommandFailed on a file that is no table of results
 */
export const compareResults = (
  ours: string,
  official: string,
): { rows: number; differences: ResultDifference[] } => {
  const mine = read(ours);
  const theirs = read(official);
  const differences: ResultDifference[] = [];
  for (const [row, expected] of theirs) {
    const found = mine.get(row);
    if (!found) {
      differences.push({ row, difference: 'is not in the results' });
      continue;
    }
    const unlike = COMPARED.filter((column) => !same(found[column], expected[column]));
    if (unlike.length > 0)
      differences.push({
        row,
        difference: unlike
          .map((column) => `${column} ${found[column]}, officially ${expected[column]}`)
          .join('; '),
      });
  }
  for (const row of mine.keys())
    if (!theirs.has(row)) differences.push({ row, difference: 'is not in the official results' });
  return { rows: theirs.size, differences };
};
