import { isUuid, type StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EmployeeFile, relationOn } from './employee-file';

/** The line above a person. */
export interface Line {
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  readonly inputs: readonly StreamRef[];
}

/** An employee file as it was read, with the exact version of career's stream that it shows. */
export interface FileRead {
  readonly file: EmployeeFile;
  readonly head: StreamRef;
}

/** The duties of an employee or of somebody from outside as they were read. */
export interface DutiesRead {
  readonly duties: EmployeeFile['duties'];
  readonly head: StreamRef;
}

interface Row extends EmployeeFile {
  readonly stream: string;
  readonly version: string;
  readonly hash: string;
}

/** What career has told of people and units, for the decisions of a service that keeps these tables. */
@Injectable()
export class People {
  constructor(private readonly db: DataSource) {}

  /** Null where career has told of no such person (yet). */
  async file(employeeId: string): Promise<FileRead | null> {
    // A machine's name.
    if (!isUuid(employeeId)) return null;
    const [row] = await this.db.query<Row[]>(
      `select employee_id as "employeeId", positions, relations, duties, stream, version, hash
       from rm.employee_file where employee_id = $1`,
      [employeeId],
    );
    if (!row) return null;
    const { stream, version, hash, ...file } = row;
    return { file, head: { stream, ver: Number(version), hash } };
  }

  /**
   * What somebody is entrusted with, who need not be an employee: of a service that keeps `OUTSIDER_TABLE` too. Null where career
   * has told of neither (yet).
   */
  async duties(personId: string): Promise<DutiesRead | null> {
    const own = await this.file(personId);
    if (own) return { duties: own.file.duties, head: own.head };
    if (!isUuid(personId)) return null;
    const [row] = await this.db.query<Pick<Row, 'duties' | 'stream' | 'version' | 'hash'>[]>(
      'select duties, stream, version, hash from rm.outsider_duties where person_id = $1',
      [personId],
    );
    return row
      ? { duties: row.duties, head: { stream: row.stream, ver: Number(row.version), hash: row.hash } }
      : null;
  }

  /** Who rates a person on a legal date, and who rates those; what was read of them. */
  async lineOf(employeeId: string, date: string): Promise<Line> {
    const own = await this.file(employeeId);
    const supervisorId = relationOn(own?.file ?? null, date)?.supervisorId ?? null;
    const above = supervisorId === null ? null : await this.file(supervisorId);
    return {
      supervisorId,
      superiorId: relationOn(above?.file ?? null, date)?.supervisorId ?? null,
      inputs: [own?.head, above?.head].filter((head): head is StreamRef => head !== undefined),
    };
  }

  /** Ids of units by code; those that do not exist are left out. */
  async unitsByCode(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ code: string; id: string }[]>(
      'select code, unit_id as id from rm.unit_chart where code = any($1::text[])',
      [codes],
    );
    return new Map(rows.map(({ code, id }) => [code, id]));
  }
}
