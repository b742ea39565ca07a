import { EventStore, execution } from '@jejak/event-store';
import {
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
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { Organisation } from '../employee/organisation';
import { unit } from '../unit/unit.decider';
import { streamOfUnit } from '../unit/unit-stream';
import { type EmployeeRow, employeeRows } from './employees-file';
import { Identities } from './identities';

const CHUNK = 200;

/** A line longer than this is a circle. */
const LONGEST_LINE = 50;

/** What is known of a file before a row of it is judged. Numbers stay in memory, and only while the file is read. */
interface Known {
  /** NIP of the supervisor by NIP, null at the top. */
  readonly supervisors: ReadonlyMap<string, string | null>;
  /** Whether a unit exists, by code. */
  readonly units: Map<string, boolean>;
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
    for await (const row of employeeRows(job.content())) {
      rows++;
      if (isFault(row)) faults.push(row);
      else if (isDuplicate(row)) duplicate++;
      else {
        const fault = await this.faultOf(row, known);
        if (fault) faults.push(fault);
      }
    }
    return { rows, duplicate, faults };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const known = await this.known(job);
    // Ids first: a supervisor may stand behind those whom they rate.
    await progress.phase('RESERVING');
    for await (const row of employeeRows(job.content()))
      if (!isFault(row) && !isDuplicate(row) && !(await this.faultOf(row, known))) await this.reserve(row);
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(employeeRows(job.content()), CHUNK)) {
      const enrolments: { row: number; item: ReturnType<typeof enrolment> }[] = [];
      for (const row of chunk) {
        if (isFault(row)) rejected.push(row);
        else if (isDuplicate(row)) duplicate++;
        else {
          const found = (await this.faultOf(row, known)) ?? (await this.enrolmentOf(row, known, job));
          if ('code' in found) rejected.push(found);
          else enrolments.push(found);
        }
      }
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
    return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  private async known(job: ImportJob): Promise<Known> {
    const supervisors = new Map<string, string | null>();
    for await (const row of employeeRows(job.content()))
      if (!isFault(row) && !isDuplicate(row)) supervisors.set(row.value.nip, row.value.supervisor_nip);
    return { supervisors, units: new Map() };
  }

  private reserve({ value }: KeyedRow<EmployeeRow>): Promise<string | null> {
    return this.identities.reserve({ nip: value.nip, nik: value.nik, employeeId: value.employee_id });
  }

  private async faultOf({ row, value }: KeyedRow<EmployeeRow>, known: Known): Promise<RowFault | null> {
    const { nip, nik, employee_id: employeeId, unit_code: code, supervisor_nip: supervisor } = value;
    if (value.contract_end !== null && value.contract_end < value.start)
      return { row, code: 'PERIOD_INVALID', column: 'contract_end' };
    if (!(await this.unitExists(code, known))) return { row, code: 'UNIT_NOT_FOUND', column: 'unit_code' };
    if (await this.identities.isTaken({ nip, nik, employeeId }))
      return { row, code: 'IDENTITY_TAKEN', column: 'nip' };
    if (supervisor === null) return null;
    if (!known.supervisors.has(supervisor) && (await this.identities.byNip(supervisor)) === null)
      return { row, code: 'SUPERVISOR_UNKNOWN', column: 'supervisor_nip' };
    return circular(nip, known) ? { row, code: 'CYCLE_IN_LINE', column: 'supervisor_nip' } : null;
  }

  private async unitExists(code: string, { units }: Known): Promise<boolean> {
    const seen = units.get(code);
    if (seen !== undefined) return seen;
    const exists = (await this.store.state(unit, streamOfUnit(code))).version > 0;
    units.set(code, exists);
    return exists;
  }

  private async enrolmentOf(
    row: KeyedRow<EmployeeRow>,
    known: Known,
    job: ImportJob,
  ): Promise<RowFault | { row: number; item: ReturnType<typeof enrolment> }> {
    const employeeId = await this.reserve(row);
    if (employeeId === null) return { row: row.row, code: 'IDENTITY_TAKEN', column: 'nip' };
    const { supervisor_nip: supervisor } = row.value;
    const supervisorId = supervisor === null ? null : await this.identities.byNip(supervisor);
    // A supervisor whose own row was refused has no id.
    if (supervisor !== null && supervisorId === null)
      return { row: row.row, code: 'SUPERVISOR_UNKNOWN', column: 'supervisor_nip' };
    // Above the file the line goes on in the chart.
    const top = topOf(row.value.nip, known);
    const topId = top === null ? null : await this.identities.byNip(top);
    const superiors = await this.organisation.superiorsOf(topId, row.value.start);
    const commandId = naturalId('employees', await this.identities.digest(row.values));
    return {
      row: row.row,
      item: enrolment(row.value, { employeeId, supervisorId, superiors }, commandId, job),
    };
  }
}

/** Whether somebody of the file comes out above themselves. */
const circular = (nip: string, { supervisors }: Known): boolean => {
  let above = supervisors.get(nip);
  for (let height = 0; above && height < LONGEST_LINE; height++) {
    if (above === nip) return true;
    above = supervisors.get(above);
  }
  return Boolean(above);
};

/** The first above somebody of the file who is not in it; null where the line ends inside. */
const topOf = (nip: string, { supervisors }: Known): string | null => {
  let at = nip;
  for (let height = 0; height < LONGEST_LINE; height++) {
    const above = supervisors.get(at);
    if (above === undefined) return at;
    if (above === null) return null;
    at = above;
  }
  return null;
};

interface Place {
  readonly employeeId: string;
  readonly supervisorId: string | null;
  readonly superiors: readonly string[];
}

const enrolment = (
  value: EmployeeRow,
  { employeeId, supervisorId, superiors }: Place,
  commandId: string,
  { context, importId }: ImportJob,
) => {
  const { nip, nik, name, kind, golongan, jenjang, start, contract_end: contractEnd, email } = value;
  const { expectedVersion: _, decision: __, ...who } = context;
  return {
    decider: employee,
    stream: streamOfEmployee(employeeId),
    command: {
      type: 'EnrolEmployee',
      file: { employeeId, nip, nik, name, email: email ?? '', kind, golongan, jenjang, start, contractEnd },
      position: {
        position: value.position,
        unitId: naturalId('unit', value.unit_code),
        from: start,
        to: contractEnd,
      },
      relation: { supervisorId, from: start, to: null },
    } as const,
    context: { ...who, commandId, correlation: importId },
    gather: { given: { superiors } },
  };
};
