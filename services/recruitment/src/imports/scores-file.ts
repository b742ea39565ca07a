import type { SkbComponentScored } from '@jejak/contracts/recruitment';
import { SKB_COMPONENTS } from '@jejak/contracts/recruitment';
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

/** A file holds one kind. The third is that of the competence test of a PPPK, which is one sitting (ADR 13). @source domain.md 2.9 */
export const SKD_COLUMNS = ['participant', 'twk', 'tiu', 'tkp'] as const;
export const SKB_COLUMNS = ['participant', 'component', 'raw', 'of'] as const;
export const COMPETENCY_COLUMNS = [
  ...['participant', 'technical', 'managerial', 'sociocultural', 'interview'],
] as const;
type Column =
  (typeof SKD_COLUMNS)[number] | (typeof SKB_COLUMNS)[number] | (typeof COMPETENCY_COLUMNS)[number];

/** The components that come one by one: of the SKB, and of an open selection. */
const SINGLE_COMPONENTS = [...SKB_COMPONENTS, 'COMPETENCY', 'PAPER', 'TRACK_RECORD'] as const;

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
      readonly component: SkbComponentScored['data']['component'];
      readonly raw: string;
      readonly of: string;
    }
  | {
      readonly test: 'COMPETENCY';
      readonly participant: string;
      readonly technical: number;
      readonly managerial: number;
      readonly sociocultural: number;
      readonly interview: number;
    };

/** No paper has more points: what a participant's own paper can have is a rule of the vacancy. */
const MOST = 9999;
const points = decimalBetween({ from: 0, to: MOST, decimals: 3 });

const readings = {
  SKD: { participant: identifier, twk: pointsUpTo(MOST), tiu: pointsUpTo(MOST), tkp: pointsUpTo(MOST) },
  SKB: { participant: identifier, component: oneOf(SINGLE_COMPONENTS), raw: points, of: points },
  COMPETENCY: {
    ...{ participant: identifier, technical: pointsUpTo(MOST), managerial: pointsUpTo(MOST) },
    ...{ sociocultural: pointsUpTo(MOST), interview: pointsUpTo(MOST) },
  },
} as const;

const readScores = (cells: Readonly<Record<Column, string>>): ScoresRow | Omit<RowFault, 'row'> => {
  if ('twk' in cells) {
    const read = readRow(cells, readings.SKD);
    return 'code' in read ? read : { test: 'SKD', ...read.values };
  }
  if ('technical' in cells) {
    const read = readRow(cells, readings.COMPETENCY);
    return 'code' in read ? read : { test: 'COMPETENCY', ...read.values };
  }
  const read = readRow(cells, readings.SKB);
  return 'code' in read ? read : { test: 'SKB', ...read.values };
};

async function* keyedRows(content: AsyncIterable<Buffer>): AsyncGenerator<KeyedRow<ScoresRow> | RowFault> {
  for await (const row of tableOf<Column>(
    content,
    [SKD_COLUMNS, SKB_COLUMNS, COMPETENCY_COLUMNS],
    MAX_ROWS,
  )) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const value = readScores(row.cells);
    if ('code' in value) yield { row: row.row, ...value };
    else {
      const key = value.test === 'SKB' ? `${value.participant}|${value.component}` : value.participant;
      yield { row: row.row, key, values: JSON.stringify(Object.values(value)), value };
    }
  }
}

/** The rows of a file of scores: each read, refused, or found to stand in the file twice. */
export const scoresRows = (
  content: AsyncIterable<Buffer>,
): AsyncGenerator<KeyedRow<ScoresRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content));
