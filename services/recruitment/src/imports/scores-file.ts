import { SKB_COMPONENTS, type SkbComponent } from '@jejak/contracts/recruitment';
import {
  decimalBetween,
  distinctRows,
  type DuplicateRow,
  identifier,
  isFault,
  type KeyedRow,
  MAX_ROWS,
  oneOf,
  pointsUpTo,
  readRow,
  type RowFault,
  tableOf,
} from '@jejak/imports';

/** A file holds the one or the other. @source domain.md 2.9 */
export const SKD_COLUMNS = ['participant', 'twk', 'tiu', 'tkp'] as const;
export const SKB_COLUMNS = ['participant', 'component', 'raw', 'of'] as const;
type Column = (typeof SKD_COLUMNS)[number] | (typeof SKB_COLUMNS)[number];

/** What the test provider says of one participant. */
export type ScoresRow =
  | {
      readonly test: 'SKD';
      readonly participant: string;
      readonly twk: number;
      readonly tiu: number;
      readonly tkp: number;
    }
  | {
      readonly test: 'SKB';
      readonly participant: string;
      readonly component: SkbComponent;
      readonly raw: string;
      readonly of: string;
    };

/** No paper has more points: what a participant's own paper can have is a rule of the vacancy. */
const MOST = 9999;
const points = decimalBetween({ from: 0, to: MOST, decimals: 3 });

const readings = {
  SKD: { participant: identifier, twk: pointsUpTo(MOST), tiu: pointsUpTo(MOST), tkp: pointsUpTo(MOST) },
  SKB: { participant: identifier, component: oneOf(SKB_COMPONENTS), raw: points, of: points },
} as const;

const readScores = (cells: Readonly<Record<Column, string>>): ScoresRow | Omit<RowFault, 'row'> => {
  if ('twk' in cells) {
    const read = readRow(cells, readings.SKD);
    return 'code' in read ? read : { test: 'SKD', ...read.values };
  }
  const read = readRow(cells, readings.SKB);
  return 'code' in read ? read : { test: 'SKB', ...read.values };
};

async function* keyedRows(content: AsyncIterable<Buffer>): AsyncGenerator<KeyedRow<ScoresRow> | RowFault> {
  for await (const row of tableOf<Column>(content, [SKD_COLUMNS, SKB_COLUMNS], MAX_ROWS)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const value = readScores(row.cells);
    if ('code' in value) yield { row: row.row, ...value };
    else {
      const key = value.test === 'SKD' ? value.participant : `${value.participant}|${value.component}`;
      yield { row: row.row, key, values: JSON.stringify(Object.values(value)), value };
    }
  }
}

/** The rows of a file of scores: each read, refused, or found to stand in the file twice. */
export const scoresRows = (
  content: AsyncIterable<Buffer>,
): AsyncGenerator<KeyedRow<ScoresRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content));
