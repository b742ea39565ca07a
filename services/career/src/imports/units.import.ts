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
import { circular } from './line-in-file';

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
    const chart = await this.chartOf(job);
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const row of distinctRows(keyedRows(job.content()))) {
      rows++;
      if (isFault(row)) faults.push(row);
      else if (isDuplicate(row)) duplicate++;
      else faults.push(...misplaced(row, chart));
    }
    return { rows, duplicate, faults };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const chart = await this.chartOf(job);
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(distinctRows(keyedRows(job.content())), CHUNK)) {
      const good: KeyedRow<UnitRow>[] = [];
      for (const row of chunk) {
        if (isFault(row)) rejected.push(row);
        else if (isDuplicate(row)) duplicate++;
        else {
          const faults = misplaced(row, chart);
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

  private async chartOf(job: ImportJob): Promise<Chart> {
    const parents = new Map<string, string | null>();
    for await (const row of keyedRows(job.content()))
      if (!isFault(row)) parents.set(row.value.unit_code, row.value.parent_code);
    const there = new Set(parents.keys());
    for (const code of parents.values())
      if (code !== null && !there.has(code) && (await this.store.state(unit, streamOfUnit(code))).version > 0)
        there.add(code);
    return { parents, there };
  }
}

/** What a file says of the chart: the unit above each, and which may be above, of the file or there already. */
interface Chart {
  readonly parents: ReadonlyMap<string, string | null>;
  readonly there: ReadonlySet<string>;
}

const misplaced = (
  { row, value: { unit_code: code, parent_code: parent } }: KeyedRow<UnitRow>,
  { parents, there }: Chart,
): RowFault[] => {
  if (parent === null) return [];
  if (!there.has(parent)) return [{ row, code: 'UNIT_NOT_FOUND', column: 'parent_code' }];
  return circular(code, parents) ? [{ row, code: 'CYCLE_IN_LINE', column: 'parent_code' }] : [];
};

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
