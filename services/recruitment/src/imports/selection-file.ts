import {
  decimalBetween,
  distinctRows,
  type DuplicateRow,
  identifier,
  isFault,
  type KeyedRow,
  MAX_ROWS,
  pointsUpTo,
  readRow,
  type RowFault,
  tableOf,
  text,
} from '@jejak/imports';
import type { SkdMaxima } from '../selection/skd';

/** The columns of a finished selection round. @source domain.md 2.9 */
export const SELECTION_COLUMNS = [
  'participant',
  'formation_code',
  'formation',
  'list',
  'gpa',
  'twk',
  'tiu',
  'tkp',
  'skb',
] as const;

/** One applicant of a finished round. */
export interface SelectionRow {
  readonly participant: string;
  readonly formation_code: string;
  /** The formation's name. */
  readonly formation: string;
  readonly list: string;
  readonly gpa: string;
  readonly twk: number;
  readonly tiu: number;
  readonly tkp: number;
  /** 0–100, as published. */
  readonly skb: string;
}

async function* keyedRows(
  content: AsyncIterable<Buffer>,
  max: SkdMaxima,
): AsyncGenerator<KeyedRow<SelectionRow> | RowFault> {
  const readings = {
    participant: identifier,
    formation_code: identifier,
    formation: text(200),
    list: identifier,
    gpa: decimalBetween({ from: 0, to: 4, decimals: 2 }),
    twk: pointsUpTo(max.TWK),
    tiu: pointsUpTo(max.TIU),
    tkp: pointsUpTo(max.TKP),
    skb: decimalBetween({ from: 0, to: 100, decimals: 3 }),
  };
  const formations = new Map<string, string>();
  for await (const row of tableOf(content, [SELECTION_COLUMNS], MAX_ROWS)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const read = readRow(row.cells, readings);
    if ('code' in read) {
      yield { row: row.row, ...read };
      continue;
    }
    const value: SelectionRow = read.values;
    // A formation has one name; the first row of its code says which.
    const name = formations.get(value.formation_code) ?? value.formation;
    if (name !== value.formation) {
      yield { row: row.row, code: 'FORMATION_DIFFERS', column: 'formation' };
      continue;
    }
    formations.set(value.formation_code, name);
    yield { row: row.row, key: value.participant, values: JSON.stringify(Object.values(value)), value };
  }
}

/** The rows of a finished round: each read, refused, or found to stand in the file twice. The same file gives the same. */
export const selectionRows = (
  content: AsyncIterable<Buffer>,
  max: SkdMaxima,
): AsyncGenerator<KeyedRow<SelectionRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content, max));
