import { SourceCode } from '@jejak/contracts/performance';
import {
  CellRefused,
  distinctRows,
  type DuplicateRow,
  identifier,
  isFault,
  type KeyedRow,
  legalDateCell,
  matching,
  MAX_ROWS,
  optional,
  type Reading,
  readRow,
  type RowFault,
  tableOf,
} from '@jejak/imports';
import { decimal } from '@jejak/kernel';

/** @source domain.md 2.9, import `measurements` */
const COLUMNS = ['source', 'indicator_id', 'unit_code', 'nip', 'from', 'to', 'quantity'] as const;
const WITH_EVIDENCE = [...COLUMNS, 'evidence_sha256'] as const;

const CODE = new RegExp(SourceCode.pattern ?? '');

/** What could be the code of a registered source; whether one has it, the decision says. */
const source: Reading<string> = (cell) => {
  if (!CODE.test(cell)) throw new CellRefused('SOURCE_NOT_VALIDATED');
  return cell;
};

const amount = matching(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/);

const READINGS = {
  source,
  indicator_id: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  unit_code: optional(identifier),
  nip: optional(matching(/^\d{18}$/)),
  from: legalDateCell,
  to: legalDateCell,
  /** In its shortest form, so that 1010 and 1010.0 are one amount. */
  quantity: (cell: string): string => decimal(amount(cell)).toFixed(),
  evidence_sha256: optional(matching(/^[0-9a-f]{64}$/)),
};

/** One amount as the file tells of it: people and units are called by their numbers. */
export type MeasurementRow = {
  readonly [Column in keyof typeof READINGS]: ReturnType<(typeof READINGS)[Column]>;
};

async function* keyedRows(
  content: AsyncIterable<Buffer>,
): AsyncGenerator<KeyedRow<MeasurementRow> | RowFault> {
  for await (const row of tableOf<(typeof WITH_EVIDENCE)[number]>(
    content,
    [COLUMNS, WITH_EVIDENCE],
    MAX_ROWS,
  )) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    // Without the column no row has a document.
    const read = readRow({ ...row.cells, evidence_sha256: row.cells.evidence_sha256 ?? '' }, READINGS);
    if ('code' in read) {
      yield { row: row.row, ...read };
      continue;
    }
    const value: MeasurementRow = read.values;
    const { quantity, evidence_sha256: evidence, ...key } = value;
    if (value.nip === null && value.unit_code === null)
      yield { row: row.row, code: 'VALUE_MISSING', column: 'nip' };
    else {
      const values = JSON.stringify([quantity, evidence]);
      yield { row: row.row, key: JSON.stringify(Object.values(key)), values, value };
    }
  }
}

/** The rows of a file of amounts: each read, refused, or found to stand in the file twice. */
export const measurementRows = (
  content: AsyncIterable<Buffer>,
): AsyncGenerator<KeyedRow<MeasurementRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content));
