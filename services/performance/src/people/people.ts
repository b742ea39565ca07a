import type { KeyStore } from '@jejak/event-store';
import { isUuid, type StreamRef } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EmployeeFile, relationOn } from './employee-file';

/** An employee file as it was read, with the exact version of career's stream that it shows. */
export interface FileRead {
  readonly file: EmployeeFile;
  readonly head: StreamRef;
}

/** The line above a person. */
export interface Line {
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  readonly inputs: readonly StreamRef[];
}

interface Row extends EmployeeFile {
  readonly stream: string;
  readonly version: string;
  readonly hash: string;
}

/** Keeps these numbers apart from others under the same key. */
export const NIP = 'nip';

/** What career has told of people and units, for the decisions of this service. */
@Injectable()
export class People {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

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

  /** Ids of employees by NIP; those that nobody has are left out. */
  async byNip(nips: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const hashes = await Promise.all(nips.map((nip) => this.keys.blindIndex(NIP, nip)));
    const rows = await this.db.query<{ hash: Buffer; id: string }[]>(
      'select keyed_hash as hash, employee_id as id from rm.nip_index where keyed_hash = any($1::bytea[])',
      [hashes],
    );
    const ids = new Map(rows.map(({ hash, id }) => [hash.toString('hex'), id]));
    return new Map(
      nips.flatMap((nip, at) => {
        const id = ids.get(hashes[at].toString('hex'));
        return id === undefined ? [] : [[nip, id] as const];
      }),
    );
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
