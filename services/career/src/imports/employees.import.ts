import { EventStore, execution } from '@jejak/event-store';
import {
  type DuplicateRow,
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  type Outcome,
  type Progress,
  type RowFault,
  type Survey,
} from '@jejak/imports';
import { DomainError, naturalId } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Organisation } from '../employee/organisation';
import { unit } from '../unit/unit.decider';
import { streamOfUnit } from '../unit/unit-stream';
import { type EmployeeRow, employeeRows } from './employees-file';
import { claimOf, enrolment } from './enrolment';
import { Identities } from './identities';
import { circular, type Supervisors, topOf } from './line-in-file';

/** Rows that are judged, reserved and recorded together. */
const CHUNK = 500;

/** What is known of a file before a row of it is judged. Numbers stay in memory, and only while the file is read. */
interface Known {
  readonly supervisors: Supervisors;
  /** Whether a unit exists, by code. */
  readonly units: Map<string, boolean>;
  /** Those above somebody of the chart on a day, as they were asked for. */
  readonly superiors: Map<string, Promise<readonly string[]>>;
}

/** Takes over employees with their place and their supervisor, who may stand anywhere in the file. */
@Injectable()
export class EmployeesImport implements ImportKind {
  readonly kind = 'employees';

  constructor(
    private readonly store: EventStore,
    private readonly identities: Identities,
    private readonly organisation: Organisation,
  ) {}

  async survey(job: ImportJob): Promise<Survey> {
    const known = await this.known(job);
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const chunk of inChunks(employeeRows(job.content()), CHUNK)) {
      const judged = await this.judged(chunk, known);
      rows += chunk.length;
      duplicate += chunk.filter(isDuplicate).length;
      faults.push(...judged.faults);
    }
    return { rows, duplicate, faults: faults.sort(byRow) };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const known = await this.known(job);
    // Ids first: a supervisor may stand behind those whom they rate.
    await progress.phase('RESERVING');
    for await (const chunk of inChunks(employeeRows(job.content()), CHUNK)) {
      const { good } = await this.judged(chunk, known);
      await this.identities.reserve(good.map(claimOf));
    }
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(employeeRows(job.content()), CHUNK)) {
      const { good, faults } = await this.judged(chunk, known);
      const found = await this.enrolmentsOf(good, known, job);
      rejected.push(...faults, ...found.filter((one) => 'code' in one));
      duplicate += chunk.filter(isDuplicate).length;
      const enrolments = found.filter((one) => 'item' in one);
      const results = await this.store.executeEach(enrolments.map(({ item }) => execution(item)));
      results.forEach((result, at) => {
        if (!(result instanceof DomainError)) accepted++;
        else {
          const code = result.code === 'EMPLOYEE_EXISTS' ? 'IMPORT_MISMATCH' : result.code;
          rejected.push({ row: enrolments[at].row, code });
        }
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    return { accepted, duplicate, flagged: [], rejected: rejected.sort(byRow) };
  }

  private async known(job: ImportJob): Promise<Known> {
    const supervisors = new Map<string, string | null>();
    for await (const row of employeeRows(job.content()))
      if (!isFault(row) && !isDuplicate(row)) supervisors.set(row.value.nip, row.value.supervisor_nip);
    return { supervisors, units: new Map(), superiors: new Map() };
  }

  /** The rows of a chunk that nothing stands against, and what stands against the others. Asked of the database once for all. */
  private async judged(
    chunk: readonly (KeyedRow<EmployeeRow> | DuplicateRow | RowFault)[],
    known: Known,
  ): Promise<{ readonly good: readonly KeyedRow<EmployeeRow>[]; readonly faults: readonly RowFault[] }> {
    const rows = chunk.filter((row): row is KeyedRow<EmployeeRow> => !isFault(row) && !isDuplicate(row));
    const outside = rows.flatMap(({ value: { supervisor_nip: nip } }) =>
      nip === null || known.supervisors.has(nip) ? [] : [nip],
    );
    const [taken, above] = await Promise.all([
      this.identities.areTaken(rows.map(claimOf)),
      this.identities.byNips(outside),
      this.learnUnits(rows, known),
    ]);
    const judgements = rows.map((row, at) => ({ row, fault: faultOf(row, known, taken[at], above) }));
    return {
      good: judgements.filter(({ fault }) => fault === null).map(({ row }) => row),
      faults: [...chunk.filter(isFault), ...judgements.flatMap(({ fault }) => fault ?? [])],
    };
  }

  private async learnUnits(rows: readonly KeyedRow<EmployeeRow>[], { units }: Known): Promise<void> {
    const codes = new Set(rows.map(({ value }) => value.unit_code).filter((code) => !units.has(code)));
    for (const code of codes) units.set(code, (await this.store.state(unit, streamOfUnit(code))).version > 0);
  }

  private async enrolmentsOf(
    rows: readonly KeyedRow<EmployeeRow>[],
    known: Known,
    job: ImportJob,
  ): Promise<(RowFault | Enrolment)[]> {
    // Above the file the line goes on in the chart.
    const tops = rows.map(({ value }) => topOf(value.nip, known.supervisors));
    const nips = [...rows.map(({ value }) => value.supervisor_nip), ...tops].filter((nip) => nip !== null);
    const [ids, above] = await Promise.all([
      this.identities.reserve(rows.map(claimOf)),
      this.identities.byNips([...new Set(nips)]),
    ]);
    return Promise.all(
      rows.map(async ({ row, value, values }, at): Promise<RowFault | Enrolment> => {
        const employeeId = ids[at];
        if (employeeId === null) return { row, code: 'IDENTITY_TAKEN', column: 'nip' };
        const { supervisor_nip: supervisor } = value;
        const supervisorId = supervisor === null ? null : (above.get(supervisor) ?? null);
        // A supervisor whose own row was refused has no id.
        if (supervisor !== null && supervisorId === null)
          return { row, code: 'SUPERVISOR_UNKNOWN', column: 'supervisor_nip' };
        const top = tops[at];
        const superiors = await this.superiorsOf(
          top === null ? null : (above.get(top) ?? null),
          value.start,
          known,
        );
        const commandId = naturalId('employees', await this.identities.digest(values));
        return { row, item: enrolment(value, { employeeId, supervisorId, superiors }, commandId, job) };
      }),
    );
  }

  private superiorsOf(topId: string | null, date: string, { superiors }: Known): Promise<readonly string[]> {
    if (topId === null) return Promise.resolve([]);
    const key = `${topId} ${date}`;
    const known = superiors.get(key) ?? this.organisation.superiorsOf(topId, date);
    superiors.set(key, known);
    return known;
  }
}

interface Enrolment {
  readonly row: number;
  readonly item: ReturnType<typeof enrolment>;
}

const byRow = (a: RowFault, b: RowFault): number => a.row - b.row;

const faultOf = (
  { row, value }: KeyedRow<EmployeeRow>,
  known: Known,
  taken: boolean,
  above: ReadonlyMap<string, string>,
): RowFault | null => {
  const { nip, start, contract_end: contractEnd, unit_code: code, supervisor_nip: supervisor } = value;
  if (contractEnd !== null && contractEnd < start)
    return { row, code: 'PERIOD_INVALID', column: 'contract_end' };
  if (!known.units.get(code)) return { row, code: 'UNIT_NOT_FOUND', column: 'unit_code' };
  if (taken) return { row, code: 'IDENTITY_TAKEN', column: 'nip' };
  if (supervisor === null) return null;
  if (!known.supervisors.has(supervisor) && !above.has(supervisor))
    return { row, code: 'SUPERVISOR_UNKNOWN', column: 'supervisor_nip' };
  return circular(nip, known.supervisors) ? { row, code: 'CYCLE_IN_LINE', column: 'supervisor_nip' } : null;
};
