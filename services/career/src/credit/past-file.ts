import { type CommandContext, EventStore, type Execution } from '@jejak/event-store';
import {
  distinctRows,
  type DuplicateRow,
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  MAX_ROWS,
  type Outcome,
  type Progress,
  type Reading,
  readRow,
  type RowFault,
  type Survey,
  tableOf,
} from '@jejak/imports';
import { DomainError, naturalId } from '@jejak/kernel';
import type { Identities } from '../imports/identities';

const CHUNK = 200;
const NIP = /^\d{18}$/;

type Readings = Readonly<Record<string, Reading<unknown>>>;
type RowOf<Columns extends Readings> = {
  readonly [Column in keyof Columns]: ReturnType<Columns[Column]>;
};

const isGood = <Value>(row: KeyedRow<Value> | DuplicateRow | RowFault): row is KeyedRow<Value> =>
  !isFault(row) && !isDuplicate(row);

/** A file about people's past: each row one person by their NIP, and the document that says so. */
export interface PastFile<Columns extends Readings> {
  readonly kind: string;
  readonly columns: Columns;
  /** The natural key of a row beside the NIP. */
  readonly key: (row: RowOf<Columns>) => string;
  readonly documentOf: (row: RowOf<Columns>) => string | null;
  /** What a row comes to, without its context. */
  readonly execution: (row: RowOf<Columns>, employeeId: string, context: CommandContext) => Execution;
  /** The refusals that mean: recorded already, with other values. */
  readonly mismatch: string;
}

interface PastRow<Columns extends Readings> {
  readonly nip: string;
  readonly row: RowOf<Columns>;
}

/**
 * The import of such files: numbers stay in memory and only while the file is read.
 * @source domain.md 2.9, 7.2
 */
export const pastFileImport = <Columns extends Readings>(
  file: PastFile<Columns>,
  { store, identities }: { readonly store: EventStore; readonly identities: Identities },
): ImportKind => {
  const names = ['nip', ...Object.keys(file.columns)];
  async function* keyedRows(
    content: AsyncIterable<Buffer>,
  ): AsyncGenerator<KeyedRow<PastRow<Columns>> | RowFault> {
    for await (const row of tableOf(content, [names], MAX_ROWS)) {
      if (isFault(row)) {
        yield row;
        continue;
      }
      const { nip, ...cells } = row.cells;
      const read = readRow<Columns>(cells as Record<keyof Columns & string, string>, file.columns);
      if ('code' in read) yield { row: row.row, ...read };
      else if (!NIP.test(nip)) yield { row: row.row, code: 'VALUE_INVALID', column: 'nip' };
      else {
        const value = { nip, row: read.values };
        const values = JSON.stringify([nip, ...Object.values<unknown>(read.values)]);
        yield { row: row.row, key: `${nip}|${file.key(read.values)}`, values, value };
      }
    }
  }
  const rowsOf = (job: ImportJob) => distinctRows(keyedRows(job.content()));
  /** The person of each row, or what is wrong with it; asked for once for a whole chunk. */
  const peopleOf = async (
    rows: readonly KeyedRow<PastRow<Columns>>[],
  ): Promise<{ readonly row: KeyedRow<PastRow<Columns>>; readonly person: string | RowFault }[]> => {
    const known = await identities.byNips([...new Set(rows.map(({ value }) => value.nip))]);
    return rows.map((row) => {
      if (file.documentOf(row.value.row) === null)
        return {
          row,
          person: { row: row.row, code: 'DOCUMENT_MISSING', column: 'document_sha256' },
        };
      const fault = { row: row.row, code: 'EMPLOYEE_NOT_FOUND', column: 'nip' };
      return { row, person: known.get(row.value.nip) ?? fault };
    });
  };
  const executionOf = async (
    { value, values }: KeyedRow<PastRow<Columns>>,
    employeeId: string,
    { context, importId }: ImportJob,
  ): Promise<Execution> => {
    const { expectedVersion: _, decision: __, ...who } = context;
    const commandId = naturalId(file.kind, await identities.digest(values));
    return file.execution(value.row, employeeId, { ...who, commandId, correlation: importId });
  };

  return {
    kind: file.kind,
    survey: async (job: ImportJob): Promise<Survey> => {
      const faults: RowFault[] = [];
      let [rows, duplicate] = [0, 0];
      for await (const chunk of inChunks(rowsOf(job), CHUNK)) {
        rows += chunk.length;
        duplicate += chunk.filter(isDuplicate).length;
        faults.push(...chunk.filter(isFault));
        for (const { person } of await peopleOf(chunk.filter(isGood)))
          if (typeof person !== 'string') faults.push(person);
      }
      return { rows, duplicate, faults: faults.sort((a, b) => a.row - b.row) };
    },
    record: async (job: ImportJob, progress: Progress): Promise<Outcome> => {
      const rejected: RowFault[] = [];
      let [done, accepted, duplicate] = [0, 0, 0];
      await progress.phase('RECORDING');
      for await (const chunk of inChunks(rowsOf(job), CHUNK)) {
        rejected.push(...chunk.filter(isFault));
        duplicate += chunk.filter(isDuplicate).length;
        const good: { readonly row: number; readonly item: Execution }[] = [];
        for (const { row, person } of await peopleOf(chunk.filter(isGood)))
          if (typeof person === 'string')
            good.push({ row: row.row, item: await executionOf(row, person, job) });
          else rejected.push(person);
        const results = await store.executeEach(good.map(({ item }) => item));
        results.forEach((result, at) => {
          if (!(result instanceof DomainError)) accepted++;
          else {
            const code = result.code === file.mismatch ? 'IMPORT_MISMATCH' : result.code;
            rejected.push({ row: good[at].row, code });
          }
        });
        done += chunk.length;
        await progress.rows(done, rejected.length);
      }
      return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
    },
  };
};
