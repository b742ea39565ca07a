import { EMPLOYEE_KINDS } from '@jejak/contracts/career';
import {
  distinctRows,
  type DuplicateRow,
  identifier,
  isFault,
  type KeyedRow,
  legalDateCell,
  matching,
  MAX_ROWS,
  oneOf,
  optional,
  readRow,
  type RowFault,
  tableOf,
  text,
} from '@jejak/imports';

/** @source domain.md 2.9, import `employees`; the last is ours (docs/adr/0005). */
const COLUMNS = [
  'nip',
  'nik',
  'name',
  'kind',
  'golongan',
  'jenjang',
  'position',
  'unit_code',
  'supervisor_nip',
  'start',
  'contract_end',
  'email',
] as const;
const WITH_ID = [...COLUMNS, 'employee_id'] as const;

const NIP = /^\d{18}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const READINGS = {
  nip: matching(NIP),
  nik: matching(/^\d{16}$/),
  name: text(200),
  kind: oneOf(EMPLOYEE_KINDS),
  golongan: optional(matching(/^(I|II|III|IV)\/[a-e]$/)),
  jenjang: optional(text(64)),
  position: text(200),
  unit_code: identifier,
  supervisor_nip: optional(matching(NIP)),
  start: legalDateCell,
  contract_end: optional(legalDateCell),
  email: optional(matching(/^[^\s@]{1,64}@[^\s@]{1,188}$/)),
  employee_id: optional(matching(UUID)),
};

/** One employee as the file tells of them. */
export type EmployeeRow = {
  readonly [Column in keyof typeof READINGS]: ReturnType<(typeof READINGS)[Column]>;
};

async function* keyedRows(content: AsyncIterable<Buffer>): AsyncGenerator<KeyedRow<EmployeeRow> | RowFault> {
  for await (const row of tableOf<(typeof WITH_ID)[number]>(content, [COLUMNS, WITH_ID], MAX_ROWS)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    // Without the column nobody's id is given.
    const read = readRow({ ...row.cells, employee_id: row.cells.employee_id ?? '' }, READINGS);
    if ('code' in read) yield { row: row.row, ...read };
    else {
      const value: EmployeeRow = read.values;
      yield { row: row.row, key: value.nip, values: JSON.stringify(Object.values(value)), value };
    }
  }
}

/** The rows of the employees' file: each read, refused, or found to stand in the file twice. */
export const employeeRows = (
  content: AsyncIterable<Buffer>,
): AsyncGenerator<KeyedRow<EmployeeRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content));
