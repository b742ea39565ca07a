import {
  CellRefused,
  isFault,
  type KeyedRow,
  legalDateCell,
  matching,
  optional,
  type Reading,
  readRow,
  type RowFault,
  tableOf,
  text,
} from '@jejak/imports';

/** @source domain.md 2.9, import `service-requests` */
const COLUMNS = ['case', 'unit', 'category', 'detail', 'opened', 'closed'] as const;

/** A case as the office's register tells of it. */
export interface ServiceRequestRow {
  readonly case: string;
  readonly unit: string;
  /** Null where it is empty or the form's placeholder. */
  readonly category: string | null;
  readonly detail: string | null;
  readonly opened: string;
  readonly closed: string | null;
}

const CATEGORY = optional(text(200));
/** What the form shows before anybody has chosen: "Please choose an issue...". */
const PLACEHOLDER = /^please choose\b/i;

const category: Reading<string | null> = (cell) => {
  const read = CATEGORY(cell.trim());
  return read !== null && PLACEHOLDER.test(read) ? null : read;
};

const READINGS = {
  case: matching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/),
  unit: matching(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,63}$/),
  category,
  detail: optional(text(500)),
  opened: legalDateCell,
  closed: optional(legalDateCell),
};

const readable = (row: ServiceRequestRow): ServiceRequestRow => {
  if (row.closed !== null && row.closed < row.opened) throw new CellRefused('CLOSED_BEFORE_OPENED');
  return row;
};

/** The rows of a file of cases: each read or refused. A case may stand in it twice. */
export async function* serviceRequestRows(
  content: AsyncIterable<Buffer>,
  maxRows: number,
): AsyncGenerator<KeyedRow<ServiceRequestRow> | RowFault> {
  for await (const row of tableOf<(typeof COLUMNS)[number]>(content, [COLUMNS], maxRows)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const read = readRow(row.cells, READINGS);
    if ('code' in read) {
      yield { row: row.row, ...read };
      continue;
    }
    try {
      const value = readable(read.values);
      yield { row: row.row, key: value.case, values: JSON.stringify(Object.values(value)), value };
    } catch (error) {
      if (!(error instanceof CellRefused)) throw error;
      yield { row: row.row, code: error.code, column: 'closed' };
    }
  }
}
