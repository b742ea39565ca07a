import { isUuid, type StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EmployeeFile } from './employee-file';

/** An employee file as it was read, with the exact version of career's stream that it shows. */
export interface FileRead {
  readonly file: EmployeeFile;
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
}
