import { EventStore, execution } from '@jejak/event-store';
import {
  distinctRows,
  identifier,
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  legalDateCell,
  MAX_ROWS,
  optional,
  type Outcome,
  type Progress,
  readRow,
  type RowFault,
  type Survey,
  tableOf,
  text,
} from '@jejak/imports';
import { DomainError, naturalId } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { unit } from '../unit/unit.decider';
import { streamOfUnit } from '../unit/unit-stream';

/** @source domain.md 2.9, import `units` */
const COLUMNS = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'] as const;

const READINGS = {
  unit_code: identifier,
  name: text(200),
  kind: text(64),
  parent_code: optional(identifier),
  from: legalDateCell,
  to: optional(legalDateCell),
};
type UnitRow = { readonly [Column in keyof typeof READINGS]: ReturnType<(typeof READINGS)[Column]> };

const CHUNK = 500;

async function* keyedRows(content: AsyncIterable<Buffer>): AsyncGenerator<KeyedRow<UnitRow> | RowFault> {
  for await (const row of tableOf(content, [COLUMNS], MAX_ROWS)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const read = readRow(row.cells, READINGS);
    if ('code' in read) yield { row: row.row, ...read };
    else {
      const value: UnitRow = read.values;
      yield { row: row.row, key: value.unit_code, values: JSON.stringify(Object.values(value)), value };
    }
  }
}

/** Takes over the organisation chart. A parent may stand anywhere in the file, or be there already. */
@Injectable()
export class UnitsImport implements ImportKind {
  readonly kind = 'units';

  constructor(private readonly store: EventStore) {}

  async survey(job: ImportJob): Promise<Survey> {
    const parents = await this.knownParents(job);
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const row of distinctRows(keyedRows(job.content()))) {
      rows++;
      if (isFault(row)) faults.push(row);
      else if (isDuplicate(row)) duplicate++;
      else faults.push(...orphan(row, parents));
    }
    return { rows, duplicate, faults };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const parents = await this.knownParents(job);
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(distinctRows(keyedRows(job.content())), CHUNK)) {
      const good: KeyedRow<UnitRow>[] = [];
      for (const row of chunk) {
        if (isFault(row)) rejected.push(row);
        else if (isDuplicate(row)) duplicate++;
        else {
          const faults = orphan(row, parents);
          if (faults.length === 0) good.push(row);
          rejected.push(...faults);
        }
      }
      const results = await this.store.executeEach(good.map((row) => execution(creation(row, job))));
      results.forEach((result, at) => {
        if (!(result instanceof DomainError)) accepted++;
        else
          rejected.push({
            row: good[at].row,
            code: result.code === 'UNIT_EXISTS' ? 'IMPORT_MISMATCH' : result.code,
          });
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  /** The codes that may be a parent: those of the file, and those named as a parent that exist already. */
  private async knownParents(job: ImportJob): Promise<ReadonlySet<string>> {
    const inFile = new Set<string>();
    const named = new Set<string>();
    for await (const row of keyedRows(job.content())) {
      if (isFault(row)) continue;
      inFile.add(row.value.unit_code);
      if (row.value.parent_code !== null) named.add(row.value.parent_code);
    }
    for (const code of named)
      if (!inFile.has(code) && (await this.store.state(unit, streamOfUnit(code))).version > 0)
        inFile.add(code);
    return inFile;
  }
}

const orphan = ({ row, value }: KeyedRow<UnitRow>, parents: ReadonlySet<string>): RowFault[] =>
  value.parent_code === null || parents.has(value.parent_code)
    ? []
    : [{ row, code: 'UNIT_NOT_FOUND', column: 'parent_code' }];

const creation = ({ value, values }: KeyedRow<UnitRow>, { context, importId }: ImportJob) => {
  const { unit_code: code, name, kind, parent_code: parent, from, to } = value;
  const unitId = naturalId('unit', code);
  const parentUnitId = parent === null ? null : naturalId('unit', parent);
  const { expectedVersion: _, decision: __, ...who } = context;
  return {
    decider: unit,
    stream: streamOfUnit(code),
    command: { type: 'CreateUnit', unitId, code, name, kind, parentUnitId, from, to } as const,
    context: { ...who, commandId: naturalId('units', code, values), correlation: importId },
  };
};
